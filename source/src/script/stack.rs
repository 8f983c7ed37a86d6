use std::{io, thread};

/// Runs what recurses as deeply as code nests, on a stack that is large enough for it.
///
/// # Errors
///
/// The system gives no thread.
pub(super) fn with_room<T: Send>(stack: usize, work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        thread::Builder::new()
            .name("apps-script-source".to_owned())
            .stack_size(stack)
            .spawn_scoped(scope, work)?
            .join()
            .map_err(|_| io::Error::other("the parser stopped"))
    })
}
