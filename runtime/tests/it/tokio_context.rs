//! Calls on threads and runtimes that lack something of tokio.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use apps_script::{Client, Error, ErrorKind, Executed, credentials::FixedToken};
use tokio::runtime::Builder;

/// A client whose calls cannot be answered.
fn client() -> Client {
    Client::builder()
        .base_url("http://127.0.0.1:9")
        .credentials(FixedToken::new("ya29.context"))
        .build()
        .unwrap()
}

async fn call(client: &Client) -> Error {
    client
        .call("AKfycbxContext", "f")
        .send::<u32>()
        .await
        .unwrap_err()
}

fn is_about(error: &Error, missing: &str) {
    assert_eq!(
        (error.kind(), error.executed(), error.tries()),
        (ErrorKind::Configuration, Executed::No, 0),
        "{error:?}"
    );
    assert!(error.to_string().contains(missing), "{error}");
    assert!(error.help().unwrap().contains("tokio"), "{error:#}");
    assert_eq!(error.function(), Some("f"));
}

#[test]
fn a_call_outside_of_tokio_says_so() {
    let client = client();
    let mut future = pin!(call(&client));
    let Poll::Ready(error) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("the call waits");
    };
    is_about(&error, "not made on a tokio runtime");
}

#[test]
fn a_runtime_without_a_timer_or_io_is_named() {
    let client = client();
    for (runtime, missing) in [
        (Builder::new_current_thread().build(), "no timer"),
        (Builder::new_current_thread().enable_io().build(), "no timer"),
        (
            Builder::new_current_thread().enable_time().build(),
            "no I/O driver",
        ),
        (
            Builder::new_multi_thread()
                .worker_threads(1)
                .enable_time()
                .build(),
            "no I/O driver",
        ),
    ] {
        let error = runtime.unwrap().block_on(call(&client));
        is_about(&error, missing);
    }
}

#[test]
fn each_runtime_is_looked_at_and_complete_ones_are_used() {
    let client = client();
    let complete = || Builder::new_current_thread().enable_all().build().unwrap();
    let bare = Builder::new_current_thread().build().unwrap();
    for runtime in [complete(), complete()] {
        let sent = client
            .call("AKfycbxContext", "f")
            .retry(apps_script::retry::RetryPolicy::none());
        let error = runtime.block_on(sent.send::<u32>()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        is_about(&bare.block_on(call(&client)), "no timer");
    }
}
