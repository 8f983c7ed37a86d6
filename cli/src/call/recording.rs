//! What went out and what came back, in the form of the fixtures that this project is tested with.

use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::Extensions;
use reqwest::{Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next};

use crate::failure::Failure;

mod struck_out;

/// The last exchange with the service.
#[derive(Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<Option<Exchange>>>);

#[derive(Clone)]
struct Exchange {
    request: Vec<u8>,
    status: u16,
    answer: Bytes,
}

impl Recorder {
    /// An HTTP client that notes what passes through it.
    pub(super) fn http_client(&self) -> Result<ClientWithMiddleware, Failure> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(Failure::new)?;
        Ok(ClientBuilder::new(client).with(self.clone()).build())
    }

    /// Writes the answer to `file`, and the request to a file beside it.
    pub(super) fn write(&self, file: &Path) -> Result<(), Failure> {
        let exchange = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(exchange) = exchange else {
            return Err(Failure::new("nothing was recorded: no answer came"));
        };
        let request_file = file.with_extension("request.json");
        let save = |path: &Path, body: &[u8]| {
            let text = struck_out::of(&String::from_utf8_lossy(body));
            fs::write(path, text)
                .map_err(|fault| Failure::new(format!("cannot write {}: {fault}", path.display())))
        };
        save(file, &exchange.answer)?;
        save(&request_file, &exchange.request)?;
        eprintln!(
            "recorded an answer with HTTP status {} in {}, and its request in {}",
            exchange.status,
            file.display(),
            request_file.display()
        );
        Ok(())
    }
}

#[async_trait::async_trait]
impl Middleware for Recorder {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let is_run = request.url().path().ends_with(":run");
        let body = request
            .body()
            .and_then(|body| body.as_bytes())
            .map(<[u8]>::to_vec);
        let response = next.run(request, extensions).await?;
        if !is_run {
            return Ok(response);
        }
        let mut rebuilt = http::Response::builder().status(response.status());
        if let Some(headers) = rebuilt.headers_mut() {
            headers.clone_from(response.headers());
            // The body is unpacked already.
            headers.remove(http::header::CONTENT_ENCODING);
            headers.remove(http::header::CONTENT_LENGTH);
        }
        let status = response.status().as_u16();
        let answer = response.bytes().await?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Exchange {
            request: body.unwrap_or_default(),
            status,
            answer: answer.clone(),
        });
        let rebuilt = rebuilt
            .body(answer)
            .map_err(reqwest_middleware::Error::middleware)?;
        Ok(rebuilt.into())
    }
}
