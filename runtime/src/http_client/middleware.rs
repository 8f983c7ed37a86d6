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

use super::{HttpFault, Post, loopback::Direct};

/// The same client with a last middleware, which sees what is really sent.
///
/// It keeps requests to this machine from the environment's proxies, and does not let a request that may have run a
/// script be sent again.
pub(super) fn watched(client: ClientWithMiddleware, direct: Direct) -> ClientWithMiddleware {
    let last = as_middleware(move |request, extensions, next| {
        Box::pin(handle(direct.clone(), request, extensions, next))
    });
    ClientBuilder::from_client(client).with(last).build()
}

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Says of a closure what a middleware is, which the compiler does not infer.
fn as_middleware<F>(function: F) -> F
where
    F: for<'a> Fn(Request, &'a mut Extensions, Next<'a>) -> BoxFuture<'a, Result<Response>>,
{
    function
}

/// Sends through a chain that [`watched`] has made.
pub(super) async fn send(
    client: &ClientWithMiddleware,
    post: Post,
) -> std::result::Result<Response, HttpFault> {
    let watch = Watch {
        repeatable: post.repeatable,
        ..Watch::default()
    };
    let request = client.post(post.url).headers(post.headers).body(post.body);
    let sent = request.with_extension(watch.clone()).send().await;
    sent.map_err(|error| watch.fault(error))
}

/// What is known of the sends of one request. It travels in the request's extensions.
#[derive(Clone, Default)]
struct Watch {
    repeatable: bool,
    may_have_arrived: Arc<AtomicBool>,
    failed_to_connect: Arc<AtomicBool>,
}

async fn handle(
    direct: Direct,
    request: Request,
    extensions: &mut Extensions,
    next: Next<'_>,
) -> Result<Response> {
    // It is missing if a middleware did not pass the extensions on.
    let watch = extensions.get::<Watch>().cloned().unwrap_or_default();
    // Before the send, so that one that is given up in the middle counts.
    let earlier = watch.may_have_arrived.swap(true, Ordering::SeqCst);
    if earlier && !watch.repeatable {
        return Err(Error::middleware(SentAgain));
    }
    let sent = match direct.client_instead(request.url())? {
        Some(direct) => direct.execute(request).await.map_err(Error::from),
        None => next.run(request, extensions).await,
    };
    let has_not_run = match &sent {
        Ok(response) => never_ran(response.status()),
        Err(error) => error.is_connect(),
    };
    if has_not_run {
        watch.may_have_arrived.store(earlier, Ordering::SeqCst);
    }
    if sent.as_ref().is_err_and(Error::is_connect) {
        watch.failed_to_connect.store(true, Ordering::SeqCst);
    }
    sent
}

/// The service refused the request before it ran anything.
fn never_ran(status: StatusCode) -> bool {
    status == StatusCode::UNAUTHORIZED || status == StatusCode::TOO_MANY_REQUESTS
}

impl Watch {
    /// The error of the chain. Without a sign that nothing was sent, the request may have arrived.
    fn fault(&self, error: Error) -> HttpFault {
        let may_have_arrived =
            self.may_have_arrived.load(Ordering::SeqCst) || !self.failed_to_connect.load(Ordering::SeqCst);
        match error {
            Error::Reqwest(error) if error.is_connect() != may_have_arrived => error.into(),
            error => HttpFault::Middleware {
                error: error.without_url(),
                may_have_arrived,
            },
        }
    }
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
