//! Calls that certainly did not start.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

use super::server::{EXEC_QPS, SECOND, builder, call, client, replying, status, thrown, value};
use crate::{
    ErrorKind, Executed,
    http_client::in_process::{Reply, Server},
    retry::RetryPolicy,
};

/// Runs up to 30 scripts at a time and refuses further ones, as Google does.
fn google(run: Duration) -> (Server, Arc<AtomicUsize>) {
    let running = Arc::new(AtomicUsize::new(0));
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let server = Server::new(move |_, _| {
        let (running, runs) = (Arc::clone(&running), Arc::clone(&counted));
        async move {
            if running.load(Ordering::SeqCst) >= 30 {
                return thrown(EXEC_QPS);
            }
            running.fetch_add(1, Ordering::SeqCst);
            runs.fetch_add(1, Ordering::SeqCst);
            sleep(run).await;
            running.fetch_sub(1, Ordering::SeqCst);
            value()
        }
    });
    (server, runs)
}

#[tokio::test(start_paused = true)]
async fn a_burst_above_googles_limit_passes() {
    for seed in 0..20 {
        fastrand::seed(seed);
        let (server, runs) = google(20 * SECOND);
        // Two clients, as of two processes that share a user.
        let clients = [
            builder(server.clone()).timeout(100 * SECOND).build().unwrap(),
            builder(server).timeout(100 * SECOND).build().unwrap(),
        ];
        let mut calls = JoinSet::new();
        for number in 0..46 {
            let client = if number % 2 == 0 { &clients[0] } else { &clients[1] };
            calls.spawn(call(client, number).send::<u32>());
        }
        for value in calls.join_all().await {
            assert_eq!(value.unwrap(), 1, "seed {seed}");
        }
        assert_eq!(runs.load(Ordering::SeqCst), 46, "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn refusals_and_missing_connections_are_tried_until_the_deadline() {
    let replies: [(fn() -> Reply, ErrorKind); 3] = [
        (|| status(429), ErrorKind::RateLimited),
        (|| thrown(EXEC_QPS), ErrorKind::RateLimited),
        (|| Reply::Unreachable, ErrorKind::Transport),
    ];
    for (reply, kind) in replies {
        let (server, log) = replying(move |_| reply());
        let started = Instant::now();
        let error = call(&client(server), 1).send::<u32>().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.executed()),
            (kind, Executed::No),
            "{error:?}"
        );
        // The longest wait is 30 seconds, and the deadline 390.
        assert!(started.elapsed() > 360 * SECOND && started.elapsed() < 390 * SECOND);
        assert_eq!(error.tries() as usize, log.count());
        assert!(log.count() > 10, "{}", log.count());
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_comes_back_is_used() {
    let (server, log) = replying(|request| if request < 5 { Reply::Unreachable } else { value() });
    assert_eq!(call(&client(server), 1).send::<u32>().await.unwrap(), 1);
    assert_eq!(log.count(), 5);
}

#[tokio::test(start_paused = true)]
async fn max_tries_ends_a_call_before_its_deadline() {
    let (server, log) = replying(|_| status(429));
    let policy = RetryPolicy::default().max_tries(3);
    let error = call(&client(server), 1).retry(policy).send::<u32>().await;
    assert_eq!((error.unwrap_err().tries(), log.count()), (3, 3));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_when_the_time_is_over() {
    let (server, log) = replying(|_| value());
    let error = call(&client(server), 1)
        .timeout(Duration::ZERO)
        .send::<u32>()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.executed(), log.count()),
        (ErrorKind::Timeout, Executed::No, 0)
    );
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_hangs_has_not_run_and_an_answer_that_does_may_have() {
    for (arrives, executed) in [(false, Executed::No), (true, Executed::Unknown)] {
        let server = Server::new(move |_, _| async move {
            sleep(SECOND).await;
            if arrives {
                std::future::pending::<()>().await;
            }
            Reply::Unreachable
        });
        let error = call(&client(server), 1)
            .timeout(100 * SECOND)
            .send::<u32>()
            .await
            .unwrap_err();
        assert_eq!(error.executed(), executed, "{error:?}");
    }
}
