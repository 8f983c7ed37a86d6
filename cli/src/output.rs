//! What a command prints to standard output.

use std::io::{ErrorKind, Write};

use crate::failure::Failure;

/// Prints a text. A reader that has seen enough, such as `head`, is not a failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    match written {
        Err(fault) if fault.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {fault}")))
        }
        _ => Ok(()),
    }
}
