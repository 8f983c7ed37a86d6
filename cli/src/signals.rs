//! Signals that ask the program to end.

use std::io;

use tokio::process::Child;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlBreak, CtrlC, ctrl_break, ctrl_c};

/// A signal that was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Received {
    /// Ctrl+C.
    Interrupt,
    /// A wish of another program, or of the system.
    Terminate,
    /// The terminal is gone.
    #[cfg(unix)]
    HangUp,
}

/// Listens from when it is made, so that no signal is missed.
#[cfg(unix)]
pub(crate) struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hang_up: Signal,
}

#[cfg(unix)]
impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    pub(crate) async fn next(&mut self) -> Received {
        tokio::select! {
            _ = self.interrupt.recv() => Received::Interrupt,
            _ = self.terminate.recv() => Received::Terminate,
            _ = self.hang_up.recv() => Received::HangUp,
        }
    }
}

#[cfg(unix)]
impl Received {
    /// Sends the signal to a child, which may have ended already.
    pub(crate) fn pass_on(self, child: &Child) {
        use std::io::IsTerminal;

        use rustix::process::{Pid, Signal, kill_process};

        let signal = match self {
            // A terminal sends it to every program of its foreground, the child among them.
            Self::Interrupt if io::stdin().is_terminal() => return,
            Self::Interrupt => Signal::INT,
            Self::Terminate => Signal::TERM,
            Self::HangUp => Signal::HUP,
        };
        let id = child
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(Pid::from_raw);
        if let Some(id) = id {
            let _ = kill_process(id, signal);
        }
    }
}

/// Listens from when it is made, so that no signal is missed.
#[cfg(windows)]
pub(crate) struct Signals {
    interrupt: CtrlC,
    terminate: CtrlBreak,
}

#[cfg(windows)]
impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: ctrl_c()?,
            terminate: ctrl_break()?,
        })
    }

    pub(crate) async fn next(&mut self) -> Received {
        tokio::select! {
            _ = self.interrupt.recv() => Received::Interrupt,
            _ = self.terminate.recv() => Received::Terminate,
        }
    }
}

#[cfg(windows)]
impl Received {
    /// The console sends both to every program in it, the child among them.
    pub(crate) fn pass_on(self, _child: &Child) {}
}
