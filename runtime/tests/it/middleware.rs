//! A chain of middleware as the HTTP client.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use apps_script::{
    Client, ClientBuilder, ErrorKind, Executed,
    credentials::{AuthorizedUser, FixedToken, OAuthClient},
    retry::RetryPolicy,
};
use http::Extensions;
use reqwest::{Request, Response};
use reqwest_middleware::{ClientWithMiddleware, Error, Next, Result};
use tokio::{
    net::TcpListener,
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, sleep, timeout},
};

use crate::recorder::{RESULT, Recorder};

type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response>> + Send + 'a>>;

/// A client with a middleware that is a function, as most are.
fn chain<F>(middleware: F) -> ClientWithMiddleware
where
    F: for<'a> Fn(Request, &'a mut Extensions, Next<'a>) -> Answer<'a> + Send + Sync + 'static,
{
    reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(middleware)
        .build()
}

fn builder(server: &Recorder, http: ClientWithMiddleware) -> ClientBuilder {
    Client::builder()
        .base_url(&server.url)
        .http(http)
        .credentials(FixedToken::new("ya29.x"))
        .retry(RetryPolicy::none())
}

async fn call(client: &Client) -> apps_script::Result<u32> {
    client.call("AKfycbx", "f").send().await
}

/// As `reqwest-retry` does, without its pauses.
fn sending_up_to(times: usize) -> ClientWithMiddleware {
    chain(move |request, extensions, next| {
        Box::pin(async move {
            let mut sent = 1;
            loop {
                let copy = request.try_clone().unwrap();
                match next.clone().run(copy, extensions).await {
                    Ok(response) if response.status().is_success() => return Ok(response),
                    answer if sent == times => return answer,
                    _ => sent += 1,
                }
            }
        })
    })
}

#[tokio::test]
async fn every_request_can_be_traced() {
    let google = Recorder::start_google().await;
    let log: Arc<Mutex<Vec<String>>> = Arc::default();
    let written = Arc::clone(&log);
    let tracing = chain(move |request, extensions, next| {
        let log = Arc::clone(&written);
        Box::pin(async move {
            let path = request.url().path().to_owned();
            let response = next.run(request, extensions).await?;
            log.lock()
                .unwrap()
                .push(format!("{path} {}", response.status().as_u16()));
            Ok(response)
        })
    });
    let user = AuthorizedUser::new(OAuthClient::new("1234"), "1//refresh");
    let user = user.with_token_url(&format!("{}/token", google.url)).unwrap();
    let client = builder(&google, tracing).credentials(user).build().unwrap();
    assert_eq!(call(&client).await.unwrap(), 1);
    assert_eq!(
        *log.lock().unwrap(),
        ["/token 200", "/v1/scripts/AKfycbx:run 200"]
    );
}

#[tokio::test]
async fn calls_can_be_limited_to_a_rate() {
    let server = Recorder::start(|_| (200, RESULT.to_owned())).await;
    let permits = Arc::new(Semaphore::new(2));
    let given = Arc::clone(&permits);
    let limit = chain(move |request, extensions, next| {
        let permits = Arc::clone(&given);
        Box::pin(async move {
            permits.acquire().await.unwrap().forget();
            next.run(request, extensions).await
        })
    });
    let client = builder(&server, limit).build().unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..5 {
        let client = client.clone();
        calls.spawn(async move { call(&client).await.unwrap() });
    }
    for _ in 0..2 {
        calls.join_next().await.unwrap().unwrap();
    }
    // The others wait for the next period.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(server.lines().len(), 2);
    permits.add_permits(3);
    assert_eq!(calls.join_all().await.len(), 3);
}

#[tokio::test]
async fn initialisers_run_too() {
    let server = Recorder::start(|_| (200, RESULT.to_owned())).await;
    let named = |request: reqwest_middleware::RequestBuilder| request.header("x-initialised", "yes");
    let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with_init(named)
        .build();
    let client = builder(&server, http).build().unwrap();
    assert_eq!(call(&client).await.unwrap(), 1);
    assert_eq!(server.seen()[0].header("x-initialised").unwrap(), "yes");
}

/// What the server answers, how often it is asked for each kind of call, and what the caller is told.
#[tokio::test]
async fn a_chain_does_not_repeat_a_call_that_may_have_run() {
    for (status, sent, sent_if_idempotent) in [(0, 1, 3), (500, 1, 3), (503, 1, 3), (429, 3, 3), (401, 3, 3)]
    {
        for (idempotent, expected) in [(false, sent), (true, sent_if_idempotent)] {
            let server = Recorder::start(move |_| (status, String::new())).await;
            let client = builder(&server, sending_up_to(3)).build().unwrap();
            let call = client.call("AKfycbx", "f");
            let call = if idempotent { call.idempotent() } else { call };
            let error = call.send::<u32>().await.unwrap_err();
            assert_eq!(server.lines().len(), expected, "{status} {idempotent}: {error:?}");
            let executed = if [401, 429].contains(&status) {
                Executed::No
            } else {
                Executed::Unknown
            };
            assert_eq!(error.executed(), executed, "{status} {idempotent}: {error:?}");
        }
    }
}

#[tokio::test]
async fn faults_of_a_chain_keep_what_is_known_of_the_call() {
    let closed = || async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let refusing =
        chain(|_, _, _| Box::pin(async { Err(Error::middleware(std::io::Error::other("over the limit"))) }));
    let wrapping = chain(|request, extensions, next| {
        Box::pin(async move {
            let answer = next.run(request, extensions).await;
            answer.map_err(|_| Error::middleware(std::io::Error::other("wrapped")))
        })
    });
    let plain = chain(|request, extensions, next| next.run(request, extensions));
    let server = Recorder::start(|_| (0, String::new())).await;
    for (name, http, url, executed, message) in [
        (
            "plain, no connection",
            plain.clone(),
            closed().await,
            Executed::No,
            "cannot be reached",
        ),
        (
            "plain, lost",
            plain,
            server.url.clone(),
            Executed::Unknown,
            "the connection was lost",
        ),
        (
            "wrapped, no connection",
            wrapping.clone(),
            closed().await,
            Executed::No,
            "in the middleware",
        ),
        (
            "wrapped, lost",
            wrapping,
            server.url.clone(),
            Executed::Unknown,
            "in the middleware",
        ),
        (
            "refused",
            refusing,
            server.url.clone(),
            Executed::No,
            "in the middleware",
        ),
    ] {
        let client = builder(&server, http).base_url(url).build().unwrap();
        let error = call(&client).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.executed()),
            (ErrorKind::Transport, executed),
            "{name}: {error:?}"
        );
        assert!(error.to_string().contains(message), "{name}: {error}");
        assert!(std::error::Error::source(&error).is_some(), "{name}");
    }
}

/// A chain that does not pass the request's extensions on.
#[tokio::test]
async fn a_chain_without_extensions_is_not_trusted() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let forgetful =
        chain(|request, _, next| Box::pin(async move { next.run(request, &mut Extensions::new()).await }));
    let server = Recorder::start(|_| (200, RESULT.to_owned())).await;
    let client = builder(&server, forgetful).base_url(url).build().unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.executed(), Executed::Unknown, "{error:?}");
}

/// A renewal that hangs in a middleware ends, too.
#[tokio::test(start_paused = true)]
async fn a_token_request_that_hangs_in_the_chain_is_given_up() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let hanging = chain(move |_, _, _| {
        counted.fetch_add(1, Ordering::SeqCst);
        Box::pin(async {
            sleep(Duration::from_secs(10_000)).await;
            Err(Error::middleware(std::io::Error::other("late")))
        })
    });
    let user = AuthorizedUser::new(OAuthClient::new("1234"), "1//refresh");
    let client = Client::builder()
        .http(hanging)
        .credentials(user)
        .timeout(Duration::from_secs(60))
        .build()
        .unwrap();
    let started = Instant::now();
    let error = timeout(Duration::from_secs(100), call(&client))
        .await
        .unwrap()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth, "{error:?}");
    assert!(error.to_string().contains("did not answer within 30s"), "{error}");
    assert!(started.elapsed() <= Duration::from_secs(60));
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}
