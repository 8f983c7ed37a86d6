//! Signals that are passed on to the command.

use std::{io, thread};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2},
    iterator::{SignalsInfo, exfiltrator::WithOrigin},
};
use tokio::{
    process::Child,
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
};

/// A signal that the program was sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Received {
    number: i32,
    /// A process sent it. A terminal sends its own to all processes of its foreground, the command among them.
    is_from_a_process: bool,
}

/// Listens from when it is made, so that no signal is missed.
pub(super) struct Signals(UnboundedReceiver<Received>);

impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        let all = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2];
        let mut signals = SignalsInfo::<WithOrigin>::new(all)?;
        let (sender, receiver) = unbounded_channel();
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for origin in &mut signals {
                let received = Received {
                    number: origin.signal,
                    is_from_a_process: origin.process.is_some(),
                };
                if sender.send(received).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self(receiver))
    }

    pub(super) async fn next(&mut self) -> Received {
        match self.0.recv().await {
            Some(received) => received,
            // The thread ends with the program.
            None => std::future::pending().await,
        }
    }

    /// A signal that has come already.
    pub(super) fn arrived(&mut self) -> Option<Received> {
        self.0.try_recv().ok()
    }
}

impl Received {
    /// What a shell reports of a program that the signal has ended.
    pub(super) fn exit_code(self) -> u8 {
        u8::try_from(128 + self.number).unwrap_or(u8::MAX)
    }

    /// Sends the signal to the command, which may have ended already.
    pub(super) fn pass_on(self, command: &Child) {
        let id = command.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        let (Some(id), Some(signal)) = (id, Signal::from_named_raw(self.number)) else {
            return;
        };
        if !self.is_from_a_process {
            return;
        }
        if let Err(fault) = kill_process(id, signal) {
            tracing::debug!(%fault, signal = self.number, "a signal was not passed on");
        }
    }
}
