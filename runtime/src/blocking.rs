//! Waits for a call on the current thread.

use std::{
    future::Future,
    pin::pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

use tokio::{
    runtime::{Builder, Runtime},
    task::coop,
};

use crate::error::{Error, ErrorKind, Executed};

/// Runs a call to its end. A runtime that all blocking clients share drives its connections and timers; the call
/// itself runs on the current thread, so that nothing in it needs to be sent to another one.
///
/// This is possible wherever a thread may be blocked: outside of any runtime, in `spawn_blocking` and `block_in_place`,
/// and while a runtime is entered. It is an error in async code, whose runtime might have nobody left to answer.
pub(crate) fn wait<T>(call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    if is_in_async_code() {
        return Err(Error::new(
            ErrorKind::Configuration,
            Executed::No,
            "a blocking call in async code would block the async runtime",
        )
        .with_help("await the async client, or make the call in `tokio::task::spawn_blocking(move || …)`"));
    }
    let _entered = runtime()?.enter();
    // Nothing gives a thread that waits here a new budget, should the check above not know about one.
    block_on(coop::unconstrained(call))
}

/// Whether tokio is polling a future on this thread.
///
/// `Handle::try_current` does not tell this from the places in which blocking is fine. But tokio gives a future a
/// budget when it polls it, and code that may block has none: this uses the budget up, if there is one.
fn is_in_async_code() -> bool {
    const MORE_THAN_ANY_BUDGET: usize = 1_000;
    let mut context = Context::from_waker(Waker::noop());
    (0..MORE_THAN_ANY_BUDGET).any(|_| match coop::poll_proceed(&mut context) {
        Poll::Ready(unit) => {
            unit.made_progress();
            false
        }
        Poll::Pending => true,
    })
}

fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// Wakes a thread that is parked.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

fn runtime() -> Result<&'static Runtime, Error> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let built = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("apps-script-blocking")
            .enable_all()
            .build()
            .map_err(|fault| fault.to_string())
    });
    built.as_ref().map_err(|fault| {
        Error::new(
            ErrorKind::Configuration,
            Executed::No,
            format!("the thread for blocking calls cannot start: {fault}"),
        )
    })
}
