//! The line for permits, and what a permit is held for.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use super::server::{SECOND, builder, call, client, replying, running, status, too_many_requests, value};
use crate::{
    Client, ErrorKind, Executed,
    credentials::{AccessToken, TokenFuture, TokenRequest, TokenSource},
    http_client::in_process::Server,
};

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_of_half_a_minute_pass_with_the_default_settings() {
    let (server, log) = running(30 * SECOND);
    let client = client(server);
    let started = Instant::now();
    let mut calls = JoinSet::new();
    for number in 0..1000 {
        calls.spawn(call(&client, number).send::<u32>());
    }
    for value in calls.join_all().await {
        assert_eq!(value.unwrap(), 1);
    }
    assert_eq!(log.count(), 1000);
    assert_eq!(started.elapsed(), 34 * 30 * SECOND);
    let expected: Vec<u64> = (0..1000).collect();
    assert_eq!(log.order(), expected, "first come, first served");
}

#[tokio::test(start_paused = true)]
async fn time_in_line_is_bounded_by_its_own_limit_alone() {
    let (server, log) = running(30 * SECOND);
    let client = builder(server)
        .max_concurrency(1)
        .timeout(31 * SECOND)
        .queue_timeout(45 * SECOND)
        .build()
        .unwrap();
    let started = Instant::now();
    let (first, second, third) = tokio::join!(
        call(&client, 1).send::<u32>(),
        call(&client, 2).send::<u32>(),
        call(&client, 3).send::<u32>()
    );
    assert_eq!((first.unwrap(), second.unwrap()), (1, 1));
    let error = third.unwrap_err();
    assert_eq!(
        (error.kind(), error.executed(), error.tries()),
        (ErrorKind::Timeout, Executed::No, 0)
    );
    assert!(
        error.to_string().contains("waited longer than 45s in line"),
        "{error}"
    );
    assert!(error.help().unwrap().contains("queue_timeout"));
    assert_eq!((log.count(), started.elapsed()), (2, 60 * SECOND));
}

#[tokio::test(start_paused = true)]
async fn a_call_may_have_a_limit_of_its_own_for_the_line() {
    let (server, _) = running(30 * SECOND);
    let client = builder(server).max_concurrency(1).build().unwrap();
    let started = Instant::now();
    let impatient = async {
        let error = call(&client, 2).queue_timeout(Duration::ZERO).send::<u32>().await;
        (error.unwrap_err().kind(), started.elapsed())
    };
    let (first, second) = tokio::join!(call(&client, 1).send::<u32>(), impatient);
    assert_eq!(first.unwrap(), 1);
    assert_eq!(second, (ErrorKind::Timeout, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn no_permit_is_held_between_two_tries() {
    let (server, log) = replying(|request| {
        if request == 1 {
            too_many_requests("60")
        } else {
            value()
        }
    });
    let client = builder(server).max_concurrency(1).build().unwrap();
    let started = Instant::now();
    let (first, second) = tokio::join!(call(&client, 1).send::<u32>(), call(&client, 2).send::<u32>());
    assert_eq!((first.unwrap(), second.unwrap()), (1, 1));
    assert_eq!(log.order()[..2], [1, 2]);
    assert!(started.elapsed() < 63 * SECOND, "both waited at the same time");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_was_refused_is_not_overtaken_without_end() {
    let (server, log) = replying(|request| {
        if request == 1 {
            too_many_requests("0")
        } else {
            value()
        }
    });
    let client = builder(server).max_concurrency(1).build().unwrap();
    let refused = call(&client, 0).send::<u32>();
    // A new call is always there.
    let crowd = async {
        let mut calls = JoinSet::new();
        for number in 1..200 {
            calls.spawn(call(&client, number).send::<u32>());
            sleep(SECOND / 10).await;
        }
        calls.join_all().await;
    };
    let started = Instant::now();
    let refused = async {
        refused.await.unwrap();
        started.elapsed()
    };
    let (elapsed, ()) = tokio::join!(refused, crowd);
    assert!(elapsed <= SECOND, "{elapsed:?}");
    assert_eq!(log.times(0).len(), 2);
}

/// Gives its first token at once, and after a refusal another one, after a while.
struct SlowRenewal;

impl TokenSource for SlowRenewal {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        let refused = request.rejected.is_some();
        Box::pin(async move {
            if refused {
                sleep(100 * SECOND).await;
                return Ok(AccessToken::new("ya29.new"));
            }
            Ok(AccessToken::new("ya29.old"))
        })
    }
}

fn with_source(server: Server, source: impl TokenSource) -> Client {
    builder(server)
        .credentials(source)
        .max_concurrency(1)
        .build()
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn no_permit_is_held_while_a_token_is_renewed() {
    let (server, log) = replying(|request| if request == 1 { status(401) } else { value() });
    let client = with_source(server, SlowRenewal);
    let started = Instant::now();
    let calls = (0..20).map(|number| call(&client, number).send::<u32>());
    for value in calls
        .collect::<Vec<_>>()
        .into_iter()
        .map(tokio::spawn)
        .collect::<Vec<_>>()
    {
        assert_eq!(value.await.unwrap().unwrap(), 1);
    }
    assert_eq!(
        started.elapsed(),
        100 * SECOND,
        "all renewals ran at the same time"
    );
    assert_eq!(log.count(), 40);
}

/// Tokens that live for 400 seconds from the moment at which they are given.
#[derive(Default)]
struct ShortLived(AtomicUsize);

impl TokenSource for ShortLived {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        let end = SystemTime::now() + Duration::from_secs(400);
        Box::pin(async move { Ok(AccessToken::new(format!("ya29.{number}")).with_expiry(end)) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_grew_too_old_in_line_is_asked_for_again() {
    for (wait, expected) in [(30, "ya29.0"), (60, "ya29.1")] {
        let sent: Arc<Mutex<Vec<String>>> = Arc::default();
        let noted = Arc::clone(&sent);
        let server = Server::new(move |_, token| {
            noted.lock().unwrap().push(token);
            async { value() }
        });
        let client = with_source(server, ShortLived::default());
        let busy = async {
            let _permit = client.0.permits.acquire().await.unwrap();
            sleep(wait * SECOND).await;
        };
        let ((), value) = tokio::join!(busy, call(&client, 1).send::<u32>());
        assert_eq!(value.unwrap(), 1);
        assert_eq!(*sent.lock().unwrap(), [expected], "after {wait} s");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_while_it_waits_leaves_nothing_behind() {
    let (server, log) = replying(|_| too_many_requests("60"));
    let client = builder(server).max_concurrency(1).build().unwrap();
    for number in 0..5 {
        let dropped = tokio::time::timeout(SECOND, call(&client, number).send::<u32>()).await;
        assert!(dropped.is_err());
    }
    assert_eq!((log.count(), client.0.permits.available_permits()), (5, 1));
}
