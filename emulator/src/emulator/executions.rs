//! Executions, from Rust.

use tokio::sync::watch;

use super::{builder::EmulatorBuilder, handle::Emulator};
use crate::state::executions::Execution;

impl EmulatorBuilder {
    /// How many executions [`Emulator::executions`] and the page show: the newest of those that have ended, and all
    /// that have not. 1,000 by default.
    pub fn kept_executions(mut self, count: usize) -> Self {
        self.limits.executions.executions = count;
        self
    }

    /// How many log entries of each execution are kept: the newest. 10,000 by default.
    pub fn kept_log_entries(mut self, count: usize) -> Self {
        self.limits.executions.log_entries = count;
        self
    }

    /// How many of the access tokens that expire are known: the newest. 10,000 by default. An older one is refused like
    /// one that has expired.
    pub fn kept_tokens(mut self, count: usize) -> Self {
        self.limits.tokens = count;
        self
    }
}

impl Emulator {
    /// The newest runs, those that still run included, in the order of their beginnings: as many as
    /// [`kept_executions`](EmulatorBuilder::kept_executions) says.
    #[must_use]
    pub fn executions(&self) -> Vec<Execution> {
        self.backend.executions.all()
    }

    /// The run of this ID, if it is kept.
    #[must_use]
    pub fn execution(&self, id: u64) -> Option<Execution> {
        self.backend.executions.get(id)
    }

    /// Tells when [`executions`](Self::executions) has something new: a run that began or ended, or a line of a log.
    #[must_use]
    pub fn execution_changes(&self) -> ExecutionChanges {
        ExecutionChanges(self.backend.executions.watch())
    }

    /// Ends a run, as one does on Apps Script's page of executions. Returns whether there is one to end.
    ///
    /// Its caller gets an answer at once. A script that is in the middle of something that cannot be ended, such as
    /// a sort of a very long list, goes on for a while: see [`Execution::is_ending`].
    pub fn cancel_execution(&self, id: u64) -> bool {
        self.backend.executions.cancel(id)
    }
}

/// Tells that the executions have changed.
#[derive(Clone, Debug)]
pub struct ExecutionChanges(watch::Receiver<u64>);

impl ExecutionChanges {
    /// Waits for the next change. Changes that come together count as one.
    ///
    /// Returns `false` once the emulator has stopped.
    pub async fn changed(&mut self) -> bool {
        self.0.changed().await.is_ok()
    }
}
