//! Sends through a chain of middleware, which may send a request several times, or never.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use http::Extensions;
use reqwest::{Request, Response, StatusCode};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Error, Next, Result};

use super::{HttpFault, Post, Sent, loopback::Direct};

/// A client with middleware, of which the last one is ours: it sees what is really sent.
///
/// It keeps requests to this machine from the environment's proxies, and does not let a request that may have run a
/// script be sent again.
#[derive(Clone)]
pub(super) struct Chain {
    client: ClientWithMiddleware,
    /// Whether a middleware was seen that does not pass the request's extensions on. What such a chain sends cannot
    /// be told.
    is_forgetful: Arc<AtomicBool>,
}

/// What travels in a request's extensions.
#[derive(Clone)]
struct Watch {
    sent: Sent,
    repeatable: bool,
}

impl Chain {
    pub(super) fn new(client: ClientWithMiddleware, direct: Direct) -> Self {
        let is_forgetful = Arc::new(AtomicBool::new(false));
        let forgetful = Arc::clone(&is_forgetful);
        let last = as_middleware(move |request, extensions, next| {
            let watch = extensions.get::<Watch>().cloned();
            if watch.is_none() {
                forgetful.store(true, Ordering::SeqCst);
            }
            let direct = direct.clone();
            Box::pin(async move {
                match watch {
                    Some(watch) => watch.send(&direct, request, extensions, next).await,
                    None => send(&direct, request, extensions, next).await,
                }
            })
        });
        Self {
            client: ClientBuilder::from_client(client).with(last).build(),
            is_forgetful,
        }
    }

    pub(super) fn client(&self) -> &reqwest::Client {
        self.client.as_ref()
    }

    pub(super) async fn send(&self, post: Post) -> std::result::Result<Response, HttpFault> {
        let watch = Watch {
            sent: post.sent.clone(),
            repeatable: post.repeatable,
        };
        // A body that can be read again, since a middleware may want to send it again.
        let request = self.client.post(post.url).headers(post.headers).body(post.body);
        let sent = request.with_extension(watch).send().await;
        sent.map_err(|error| {
            if self.is_forgetful.load(Ordering::SeqCst) {
                post.sent.replace(true);
            }
            HttpFault::of_middleware(error, post.sent.may_have_arrived())
        })
    }
}

impl Watch {
    async fn send(
        &self,
        direct: &Direct,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        // Before the send, so that one that is given up in the middle counts.
        let earlier = self.sent.replace(true);
        if earlier && !self.repeatable {
            return Err(Error::middleware(SentAgain));
        }
        let answer = send(direct, request, extensions, next).await;
        let had_no_effect = match &answer {
            Ok(response) => was_refused(response.status()),
            Err(error) => error.is_connect(),
        };
        if had_no_effect {
            self.sent.replace(earlier);
        }
        answer
    }
}

async fn send(
    direct: &Direct,
    request: Request,
    extensions: &mut Extensions,
    next: Next<'_>,
) -> Result<Response> {
    match direct.client_instead(request.url())? {
        Some(direct) => Ok(direct.execute(request).await?),
        None => next.run(request, extensions).await,
    }
}

/// Whether the service refused the request before it ran anything.
fn was_refused(status: StatusCode) -> bool {
    status == StatusCode::UNAUTHORIZED || status == StatusCode::TOO_MANY_REQUESTS
}

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Says of a closure what a middleware is, which the compiler does not infer.
fn as_middleware<F>(function: F) -> F
where
    F: for<'a> Fn(Request, &'a mut Extensions, Next<'a>) -> BoxFuture<'a, Result<Response>>,
{
    function
}

#[derive(Debug)]
struct SentAgain;

impl fmt::Display for SentAgain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a middleware of the HTTP client tried to send a call again whose function may have run already, and whose \
             method is not marked `idempotent`",
        )
    }
}

impl std::error::Error for SentAgain {}
