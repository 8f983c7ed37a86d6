//! Whether the current thread has what a call needs of tokio.
//!
//! Without a runtime, or with one that lacks its timer or its I/O driver, tokio panics in the middle of a call.
//! There is no function that asks a runtime for its drivers, so the check uses them once for each runtime and
//! catches the panic.

use std::{
    panic::catch_unwind,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::runtime::{Handle, Id};

use crate::error::{Error, ErrorKind, Executed};

const HELP: &str = "await the call on a tokio runtime, such as that of `#[tokio::main]`, or use a blocking client \
     (feature `blocking`); a runtime that is built by hand needs `enable_all()`";

/// The last runtime that was found to be complete.
#[derive(Default)]
pub(crate) struct CheckedRuntime(Mutex<Option<Id>>);

impl CheckedRuntime {
    /// An error that says what is missing.
    pub(super) fn check(&self) -> Result<(), Error> {
        let Ok(runtime) = Handle::try_current() else {
            return Err(missing("the call is not made on a tokio runtime"));
        };
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *last == Some(runtime.id()) {
            return Ok(());
        }
        if catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).is_err() {
            return Err(missing("the tokio runtime has no timer"));
        }
        if catch_unwind(use_io_driver).is_err() {
            return Err(missing("the tokio runtime has no I/O driver"));
        }
        *last = Some(runtime.id());
        Ok(())
    }
}

/// Panics without an I/O driver. Where no socket can be had, the request will say so.
fn use_io_driver() {
    let Ok(socket) = std::net::UdpSocket::bind((std::net::Ipv4Addr::LOCALHOST, 0)) else {
        return;
    };
    if socket.set_nonblocking(true).is_ok() {
        drop(tokio::net::UdpSocket::from_std(socket));
    }
}

fn missing(message: &str) -> Error {
    Error::new(ErrorKind::Configuration, Executed::No, message).with_help(HELP)
}
