use std::{io, thread};

use super::nesting::STACK;

/// Runs what recurses as deeply as code may nest, on a stack that is made for it.
///
/// # Errors
///
/// The system gives no thread.
pub(crate) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        thread::Builder::new()
            .name("apps-script-source".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work)?
            .join()
            .map_err(|_| io::Error::other("the parser stopped"))
    })
}
