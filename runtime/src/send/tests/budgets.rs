//! The budget of repeats that all calls of a client share.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::time::Instant;

use super::server::{EXEC_QPS, SECOND, builder, call, replying, status, thrown, value};
use crate::{ErrorKind, http_client::in_process::Reply, retry::RetryBudget};

#[tokio::test(start_paused = true)]
async fn an_outage_is_not_made_worse() {
    let (server, log) = replying(|_| status(503));
    let client = builder(server).build().unwrap();
    let mut last = None;
    for number in 0..1000 {
        let clone = client.clone();
        last = call(&clone, number).idempotent().send::<u32>().await.err();
    }
    assert_eq!(log.count(), 1000 + 100);
    let error = last.unwrap();
    assert!(error.help().unwrap().contains("RetryBudget"), "{error:#}");
    assert_eq!(error.kind(), ErrorKind::Service);
}

#[tokio::test(start_paused = true)]
async fn answers_fill_the_budget_again() {
    let is_down = Arc::new(AtomicBool::new(true));
    let state = Arc::clone(&is_down);
    let (server, log) = replying(move |_| {
        if state.load(Ordering::SeqCst) {
            status(503)
        } else {
            value()
        }
    });
    let client = builder(server).retry_budget(RetryBudget::new(1)).build().unwrap();
    let requests = async |number| {
        let before = log.count();
        let _ = call(&client, number).idempotent().send::<u32>().await;
        log.count() - before
    };
    assert_eq!((requests(1).await, requests(2).await), (2, 1));
    is_down.store(false, Ordering::SeqCst);
    for number in 3..8 {
        assert_eq!(requests(number).await, 1);
    }
    is_down.store(true, Ordering::SeqCst);
    assert_eq!((requests(8).await, requests(9).await), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn refusals_cost_nothing() {
    let (server, log) = replying(|request| if request < 9 { thrown(EXEC_QPS) } else { value() });
    let client = builder(server).retry_budget(RetryBudget::new(0)).build().unwrap();
    for number in 0..20 {
        assert_eq!(call(&client, number).send::<u32>().await.unwrap(), 1);
    }
    assert_eq!(log.count(), 20 * 9);
}

#[tokio::test(start_paused = true)]
async fn without_a_budget_a_call_that_did_not_start_waits_longer() {
    fastrand::seed(7);
    let (server, log) = replying(|request| if request < 4 { Reply::Unreachable } else { value() });
    let client = builder(server).retry_budget(RetryBudget::new(0)).build().unwrap();
    let started = Instant::now();
    assert_eq!(call(&client, 1).send::<u32>().await.unwrap(), 1);
    assert_eq!(log.count(), 4);
    // With a budget, three waits take 7 seconds at most.
    assert!(started.elapsed() > 7 * SECOND, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn an_unlimited_budget_repeats_every_time() {
    let (server, log) = replying(|_| status(503));
    let client = builder(server)
        .retry_budget(RetryBudget::unlimited())
        .build()
        .unwrap();
    for number in 0..200 {
        let _ = call(&client, number).idempotent().send::<u32>().await;
    }
    assert_eq!(log.count(), 400);
}
