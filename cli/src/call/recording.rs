//! Writes down what a call sends and what comes back, in the form of this project's test fixtures: one body a file.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{Extensions, HeaderMap, StatusCode, header};
use reqwest::{Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Error, Middleware, Next};

use super::{
    anonymous::anonymous,
    json_text::{Layout, laid_out},
};
use crate::failure::{Failure, note, warn};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Keeps the last exchange with the API. A clone keeps it in the same place.
#[derive(Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<Option<Exchange>>>);

struct Exchange {
    request: Vec<u8>,
    status: StatusCode,
    headers: HeaderMap,
    answer: Bytes,
}

impl Recorder {
    /// An HTTP client whose calls are recorded.
    pub(super) fn http_client(&self) -> Result<ClientWithMiddleware, Failure> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map_err(|fault| Failure::new(format!("the HTTP client cannot be made: {fault}")))?;
        Ok(ClientBuilder::new(client).with(self.clone()).build())
    }

    /// Writes the last answer to `file`, and its request to a file beside it.
    pub(super) fn write(&self, file: &Path) -> Result<(), Failure> {
        let Some(exchange) = self.take() else {
            warn(format!("{} is not written: no answer came", file.display()));
            return Ok(());
        };
        let request_file = request_file(file);
        let request = laid_out(&String::from_utf8_lossy(&exchange.request), Layout::Lines);
        save(&request_file, &(request + "\n"))?;
        save(file, &String::from_utf8_lossy(&exchange.answer))?;
        note(format!(
            "recorded {} ({}) and {}, without tokens, IDs and mail addresses; read both before you share them",
            file.display(),
            exchange.description(),
            request_file.display()
        ));
        Ok(())
    }

    fn take(&self) -> Option<Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn keep(&self, exchange: Exchange) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(exchange);
    }
}

impl Exchange {
    /// What a fixture does not hold: the status, and how long the service asked to wait.
    fn description(&self) -> String {
        let wait = self.headers.get(header::RETRY_AFTER);
        let wait = wait.and_then(|wait| wait.to_str().ok());
        let wait = wait.map_or(String::new(), |wait| format!(", Retry-After: {wait}"));
        format!("HTTP {}{wait}", self.status.as_u16())
    }
}

fn request_file(file: &Path) -> PathBuf {
    file.with_extension("request.json")
}

fn save(file: &Path, body: &str) -> Result<(), Failure> {
    fs::write(file, anonymous(body))
        .map_err(|fault| Failure::new(format!("cannot write {}: {fault}", file.display())))
}

#[async_trait::async_trait]
impl Middleware for Recorder {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        // Requests for access tokens go through the same client, and are not recorded.
        if !request.url().path().ends_with(":run") {
            return next.run(request, extensions).await;
        }
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let body = body.unwrap_or_default().to_vec();
        let response = next.run(request, extensions).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let answer = response.bytes().await?;
        self.keep(Exchange {
            request: body,
            status,
            headers: headers.clone(),
            answer: answer.clone(),
        });
        response_again(status, headers, answer)
    }
}

/// The response, now that its body has been read.
fn response_again(
    status: StatusCode,
    mut headers: HeaderMap,
    body: Bytes,
) -> reqwest_middleware::Result<Response> {
    // They describe the body as it was sent, and it is decompressed by now.
    headers.remove(header::CONTENT_ENCODING);
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::TRANSFER_ENCODING);
    let mut response = http::Response::builder().status(status);
    if let Some(place) = response.headers_mut() {
        *place = headers;
    }
    response.body(body).map(Response::from).map_err(Error::middleware)
}
