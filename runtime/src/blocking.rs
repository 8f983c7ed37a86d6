//! Waits for a call outside of any async runtime.

use std::{future::Future, sync::OnceLock};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{Error, ErrorKind, Executed};

/// Runs a call to its end on a runtime that all blocking clients share.
pub(crate) fn wait<T>(call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    if Handle::try_current().is_ok() {
        return Err(Error::new(
            ErrorKind::Configuration,
            Executed::No,
            "a blocking call inside of an async runtime",
        )
        .with_help("use the async client here, or call from a thread of its own (`std::thread::spawn`)"));
    }
    runtime()?.block_on(call)
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
