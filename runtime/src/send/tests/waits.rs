//! How long a call waits between its tries.

use std::time::Duration;

use serde_json::json;
use tokio::{task::JoinSet, time::Instant};

use super::server::{SECOND, answer, builder, call, client, replying, status, too_many_requests, value};
use crate::{ErrorKind, Executed, retry::RetryPolicy};

#[tokio::test(start_paused = true)]
async fn callers_that_may_come_back_at_once_do_not_come_in_one_instant() {
    fastrand::seed(20_261_125);
    let (server, log) = replying(|request| {
        if request == 1 {
            too_many_requests("0")
        } else {
            value()
        }
    });
    let client = client(server);
    let mut calls = JoinSet::new();
    for number in 0..30 {
        calls.spawn(call(&client, number).send::<u32>());
    }
    calls.join_all().await;
    let mut returns: Vec<Duration> = (0..30).map(|number| log.times(number)[1]).collect();
    returns.sort();
    let busiest = returns
        .iter()
        .map(|start| {
            returns
                .iter()
                .filter(|at| **at >= *start && **at < *start + SECOND / 10)
                .count()
        })
        .max();
    assert!(busiest <= Some(10), "{returns:?}");
    assert!(returns[29] - returns[0] > SECOND / 2, "{returns:?}");
}

#[tokio::test(start_paused = true)]
async fn the_services_wait_is_a_lower_bound() {
    for (retry_after, least) in [
        ("7", 7),
        ("0", 0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ("-5", 0),
    ] {
        let (server, log) = replying(move |request| match request {
            1 => too_many_requests(retry_after),
            _ => value(),
        });
        call(&client(server), 1).send::<u32>().await.unwrap();
        let wait = log.times(1)[1];
        assert!(
            wait >= least * SECOND && wait <= (least + 1) * SECOND,
            "{retry_after}: {wait:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn retry_info_in_the_details_is_obeyed() {
    let (server, log) = replying(|request| {
        let details = json!([
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED"},
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "3.5s"},
        ]);
        let error =
            json!({"code": 429, "message": "No.", "status": "RESOURCE_EXHAUSTED", "details": details});
        match request {
            1 => answer(429, json!({"error": error})),
            _ => value(),
        }
    });
    call(&client(server), 1).send::<u32>().await.unwrap();
    let wait = log.times(1)[1];
    assert!(
        wait >= Duration::from_millis(3500) && wait <= Duration::from_millis(4500),
        "{wait:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn retry_info_of_another_shape_does_no_harm() {
    for delay in [
        json!({"seconds": 3}),
        json!(3),
        json!(null),
        json!("soon"),
        json!("-3s"),
    ] {
        let (server, log) = replying(move |request| {
            let details = json!([{"retryDelay": delay}]);
            match request {
                1 => answer(
                    429,
                    json!({"error": {"code": 429, "message": "No.", "details": details}}),
                ),
                _ => value(),
            }
        });
        call(&client(server), 1).send::<u32>().await.unwrap();
        assert!(log.times(1)[1] <= SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_ends_the_call_at_once_and_says_so() {
    for retry_after in [
        "391",
        "18446744073709551615",
        "99999999999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let (server, log) = replying(move |_| too_many_requests(retry_after));
        let started = Instant::now();
        let error = call(&client(server), 1).send::<u32>().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.executed(), log.count(), started.elapsed()),
            (ErrorKind::RateLimited, Executed::No, 1, Duration::ZERO),
            "{retry_after}"
        );
        let help = error.help().unwrap();
        assert!(
            help.contains("asks for a wait") && help.contains("390s left"),
            "{help}"
        );
        assert!(error.retry_after() > Some(390 * SECOND), "{retry_after}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_policy_without_waits_ends_at_the_deadline() {
    let (server, log) = replying(|_| status(429));
    let policy = RetryPolicy::default().max_delay(Duration::ZERO);
    let sent = call(&client(server), 1)
        .retry(policy)
        .timeout(SECOND)
        .send::<u32>();
    assert_eq!(sent.await.unwrap_err().kind(), ErrorKind::RateLimited);
    assert!(log.count() <= 1000, "{}", log.count());
}

#[tokio::test(start_paused = true)]
async fn no_duration_panics() {
    let durations = [
        Duration::ZERO,
        SECOND,
        Duration::from_secs(u64::MAX),
        Duration::MAX,
    ];
    for timeout in durations {
        for delay in durations {
            let (server, _) = replying(|request| match request {
                1 => too_many_requests("1"),
                2 => status(503),
                _ => value(),
            });
            let client = builder(server)
                .timeout(timeout)
                .queue_timeout(timeout)
                .retry(RetryPolicy::default().first_delay(delay).max_delay(delay))
                .build()
                .unwrap();
            let sent = call(&client, 1).idempotent().send::<u32>();
            // Some of these wait for longer than anybody lives.
            let _ = tokio::time::timeout(1000 * SECOND, sent).await;
            let sent = call(&client, 2).timeout(delay).queue_timeout(delay).send::<u32>();
            let _ = tokio::time::timeout(1000 * SECOND, sent).await;
        }
    }
}
