//! A transport without a network, for tests on a paused clock.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use bytes::Bytes;
use reqwest::Response;

use super::{HttpClient, HttpFault, Post, Transport, loopback::Direct};

/// What becomes of a request.
pub(crate) enum Reply {
    /// Status, headers and body.
    Answer(u16, Vec<(&'static str, String)>, String),
    /// The connection cannot be made.
    Unreachable,
    /// The connection breaks after the request was written.
    Lost,
}

type Serving = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// Serves a request, of which it gets the content and the token.
#[derive(Clone)]
pub(crate) struct Server(Arc<dyn Fn(Bytes, String) -> Serving + Send + Sync>);

impl Server {
    pub(crate) fn new<S, F>(serve: S) -> Self
    where
        S: Fn(Bytes, String) -> F + Send + Sync + 'static,
        F: Future<Output = Reply> + Send + 'static,
    {
        Self(Arc::new(move |content, token| Box::pin(serve(content, token))))
    }

    pub(super) async fn post(&self, post: Post) -> Result<Response, HttpFault> {
        let token = post.headers.get("authorization").unwrap();
        let token = token.to_str().unwrap().trim_start_matches("Bearer ").to_owned();
        post.sent.replace(true);
        match (self.0)(post.body, token).await {
            Reply::Answer(status, headers, body) => Ok(answer(status, headers, body)),
            Reply::Unreachable => {
                post.sent.replace(false);
                Err(HttpFault::new(fault(), false))
            }
            Reply::Lost => Err(HttpFault::new(fault(), true)),
        }
    }
}

impl From<Server> for HttpClient {
    fn from(server: Server) -> Self {
        Self {
            transport: Transport::InProcess(server),
            direct: Direct::default(),
            user_agent: None,
        }
    }
}

fn answer(status: u16, headers: Vec<(&'static str, String)>, body: String) -> Response {
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(name, value);
    }
    answer.body(body).unwrap().into()
}

/// Some error of the HTTP client; which one does not matter, since it is known whether the request was written.
fn fault() -> reqwest::Error {
    let client = reqwest::Client::builder().timeout(Duration::ZERO);
    client.build().unwrap().get("no URL").build().unwrap_err()
}
