//! Executions, from Rust.

use tokio::sync::watch;

use super::handle::Emulator;
use crate::state::executions::Execution;

impl Emulator {
    /// Every run so far, those that still run included, in the order of their beginnings.
    #[must_use]
    pub fn executions(&self) -> Vec<Execution> {
        self.backend.executions.all()
    }

    /// Tells when [`executions`](Self::executions) has something new: a run that began or ended, or a line of a log.
    #[must_use]
    pub fn execution_changes(&self) -> ExecutionChanges {
        ExecutionChanges(self.backend.executions.watch())
    }

    /// Ends a run, as one does on Apps Script's page of executions. Returns whether there is one to end.
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
