use std::{collections::VecDeque, sync::Arc};

use parking_lot::Mutex;
use tokio::sync::watch;

use super::LogEntry;

/// The connection between a run and its observers: log entries go out, a cancel request comes in.
#[derive(Clone)]
pub(crate) struct Journal {
    entries: Arc<Mutex<VecDeque<LogEntry>>>,
    /// How many entries are kept: the newest.
    kept: usize,
    cancelled: watch::Sender<bool>,
    changes: watch::Sender<u64>,
}

impl Journal {
    pub(super) fn new(kept: usize, changes: watch::Sender<u64>) -> Self {
        Self {
            entries: Arc::default(),
            kept,
            cancelled: watch::Sender::new(false),
            changes,
        }
    }

    /// For a run without observers.
    pub(crate) fn unwatched() -> Self {
        Self::new(0, watch::Sender::new(0))
    }

    pub(crate) fn log(&self, entry: LogEntry) {
        let mut entries = self.entries.lock();
        entries.push_back(entry);
        let surplus = entries.len().saturating_sub(self.kept);
        entries.drain(..surplus);
        drop(entries);
        self.changes.send_modify(|changes| *changes += 1);
    }

    pub(super) fn entries(&self) -> Vec<LogEntry> {
        self.entries.lock().iter().cloned().collect()
    }

    pub(super) fn cancel(&self) {
        self.cancelled.send_replace(true);
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        *self.cancelled.borrow()
    }

    /// Waits for a cancel request.
    pub(crate) async fn cancelled(&self) {
        let mut cancelled = self.cancelled.subscribe();
        // The sender is this journal's own, so that it is there as long as anyone waits.
        let _ = cancelled.wait_for(|cancelled| *cancelled).await;
    }
}
