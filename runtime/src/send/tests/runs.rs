//! How often a function runs.

use crate::{
    __private_0_1_0::{Function, Handle, ending},
    ErrorKind, Executed,
    call::Call,
    error::Error,
    http_client::in_process::Reply,
    retry::RetryPolicy,
};

use super::server::{EXEC_QPS, TOO_MANY, call, client, failed, replying, status, thrown, value};

/// The error of a call to which every request gets this reply, and the number of requests.
async fn failing(
    reply: impl Fn() -> Reply + Send + Sync + 'static,
    shape: impl FnOnce(Call) -> Call,
) -> (Error, usize) {
    let (server, log) = replying(move |_| reply());
    let call = shape(call(&client(server), 1));
    let error = call.send::<u32>().await.unwrap_err();
    (error, log.count())
}

fn plain(call: Call) -> Call {
    call
}

#[tokio::test(start_paused = true)]
async fn the_scripts_own_time_limit_is_never_repeated() {
    for code in [10, 3] {
        let reply = move || failed(code, "Exceeded maximum execution time");
        let (error, requests) = failing(reply, Call::idempotent).await;
        assert_eq!(
            (error.kind(), error.executed(), requests),
            (ErrorKind::Timeout, Executed::Yes, 1)
        );
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_run_runs_once_more_at_most() {
    type Case = (&'static str, fn() -> Reply);
    let replies: [Case; 4] = [
        ("500", || status(500)),
        ("503", || status(503)),
        ("504 of a proxy", || {
            Reply::Answer(504, Vec::new(), "<html>Gateway Time-out</html>".to_owned())
        }),
        ("a lost connection", || Reply::Lost),
    ];
    for (name, reply) in replies {
        let (error, requests) = failing(reply, plain).await;
        assert_eq!((error.executed(), requests), (Executed::Unknown, 1), "{name}");
        let (error, requests) = failing(reply, Call::idempotent).await;
        assert_eq!((error.executed(), requests), (Executed::Unknown, 2), "{name}");
        let thrice = |call: Call| call.idempotent().retry(RetryPolicy::default().max_runs(3));
        assert_eq!(failing(reply, thrice).await.1, 3, "{name}");
        let never = |call: Call| call.idempotent().retry(RetryPolicy::none());
        assert_eq!(failing(reply, never).await.1, 1, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_help_after_a_proxys_answer_names_the_proxy() {
    let page = || Reply::Answer(504, Vec::new(), "<html>Gateway Time-out</html>".to_owned());
    let (error, _) = failing(page, plain).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(error.help().unwrap().contains("proxy"), "{error:#}");
    let (error, _) = failing(|| status(504), plain).await;
    assert!(!error.help().unwrap().contains("proxy"), "{error:#}");
}

#[tokio::test(start_paused = true)]
async fn runs_before_a_refusal_count() {
    // May have run, refused, may have run, and the value is never fetched.
    let (server, log) = replying(|request| match request {
        1 | 3 => status(500),
        2 => status(429),
        _ => value(),
    });
    let error = call(&client(server), 1)
        .idempotent()
        .send::<u32>()
        .await
        .unwrap_err();
    assert_eq!(
        (error.status(), error.executed(), log.count()),
        (Some(500), Executed::Unknown, 3)
    );
}

#[tokio::test(start_paused = true)]
async fn an_error_that_says_no_after_a_run_that_may_have_been_says_unknown() {
    let (server, log) = replying(|request| status(if request == 1 { 500 } else { 404 }));
    let error = call(&client(server), 1)
        .idempotent()
        .send::<u32>()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.executed(), log.count()),
        (ErrorKind::NotFound, Executed::Unknown, 2)
    );
}

#[tokio::test(start_paused = true)]
async fn only_a_complete_refusal_is_one() {
    for sentence in [EXEC_QPS, TOO_MANY] {
        let (server, log) = replying(move |request| if request < 9 { thrown(sentence) } else { value() });
        assert_eq!(call(&client(server), 1).send::<u32>().await.unwrap(), 1);
        assert_eq!(log.count(), 9, "{sentence}");
        for text in [
            format!("{sentence} Order 7 was sent."),
            format!("Error: {sentence}"),
            sentence.trim_end_matches('.').to_owned(),
        ] {
            let reply = {
                let text = text.clone();
                move || thrown(&text)
            };
            let (error, requests) = failing(reply, Call::idempotent).await;
            assert_eq!(
                (error.kind(), error.executed(), requests),
                (ErrorKind::Script, Executed::Unknown, 1),
                "{text}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn refusals_are_not_recognised_if_that_is_switched_off() {
    let careful = || RetryPolicy::default().recognize_refusals(false);
    let (error, requests) = failing(|| thrown(TOO_MANY), |call| call.retry(careful())).await;
    assert_eq!(
        (error.kind(), error.executed(), requests),
        (ErrorKind::RateLimited, Executed::Unknown, 1)
    );
    let idempotent = |call: Call| call.idempotent().retry(careful());
    assert_eq!(failing(|| thrown(TOO_MANY), idempotent).await.1, 2);
    let (error, _) = failing(
        || thrown("Script function not found: f"),
        |call| call.retry(careful()),
    )
    .await;
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::NotFound, Executed::Unknown)
    );
    // What is known without any text stays known.
    let (server, log) = replying(|request| status(if request == 1 { 429 } else { 404 }));
    let error = call(&client(server), 1)
        .retry(careful())
        .send::<u32>()
        .await
        .unwrap_err();
    assert_eq!((error.executed(), log.count()), (Executed::No, 2));
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_renewed_once_and_the_second_refusal_is_final() {
    let (server, log) = replying(|_| status(401));
    let error = call(&client(server), 1)
        .idempotent()
        .send::<u32>()
        .await
        .unwrap_err();
    // A fixed token has no other one to offer.
    assert_eq!(
        (error.kind(), error.status(), log.count()),
        (ErrorKind::Auth, Some(401), 1)
    );
}

/// What a generated client does with a method, and the number of requests of a call that is always refused twice.
async fn of_method(function: Function, shape: impl FnOnce(Handle) -> Handle) -> usize {
    let (server, log) = replying(|request| if request < 3 { status(429) } else { value() });
    let handle = shape(Handle::new(client(server), "AKfycbxTests", &[]));
    let _: crate::Result<u32> = handle.call(&function).send(ending()).await;
    log.count()
}

#[tokio::test(start_paused = true)]
async fn a_handle_has_a_policy_and_a_method_may_forbid_every_one() {
    let plain = Function::new("f");
    assert_eq!(of_method(plain, |handle| handle).await, 3);
    let none = |handle: Handle| handle.with_retry(RetryPolicy::none());
    assert_eq!(of_method(plain, none).await, 1);
    let never = plain.idempotent().never_retried();
    assert_eq!(of_method(never, |handle| handle).await, 1);
    let policy = |handle: Handle| handle.with_retry(RetryPolicy::default().max_tries(9));
    assert_eq!(of_method(never, policy).await, 1);
}
