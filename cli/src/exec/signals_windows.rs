//! Ctrl+C and Ctrl+Break, which the console sends to the command as well.

use std::io;

use tokio::{
    process::Child,
    signal::windows::{CtrlBreak, CtrlC, ctrl_break, ctrl_c},
};

/// The exit code of a program that Ctrl+C ended, as in a POSIX shell.
const INTERRUPTED: u8 = 130;

/// One of the two was pressed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Received;

/// Listens from when it is made, so that the program outlives the command.
pub(super) struct Signals {
    interrupt: CtrlC,
    terminate: CtrlBreak,
}

impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: ctrl_c()?,
            terminate: ctrl_break()?,
        })
    }

    pub(super) async fn next(&mut self) -> Received {
        tokio::select! {
            _ = self.interrupt.recv() => Received,
            _ = self.terminate.recv() => Received,
        }
    }

    /// The console has sent it to nobody else, and may do so again.
    pub(super) fn arrived(&mut self) -> Option<Received> {
        None
    }
}

impl Received {
    pub(super) fn exit_code(self) -> u8 {
        INTERRUPTED
    }

    /// Nothing is left to do: the console has sent it to every program.
    pub(super) fn pass_on(self, _command: &Child) {}
}
