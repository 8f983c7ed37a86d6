use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use parking_lot::Mutex;
use tokio::sync::watch;

use super::LogEntry;

/// The connection between a run and its observers: log entries go out, a cancel request comes in.
#[derive(Clone)]
pub(crate) struct Journal {
    entries: Arc<Mutex<Vec<LogEntry>>>,
    cancelled: Arc<AtomicBool>,
    changes: watch::Sender<u64>,
}

impl Journal {
    pub(super) fn new(changes: watch::Sender<u64>) -> Self {
        Self {
            entries: Arc::default(),
            cancelled: Arc::default(),
            changes,
        }
    }

    /// For a run without observers.
    pub(crate) fn unwatched() -> Self {
        Self::new(watch::Sender::new(0))
    }

    pub(crate) fn log(&self, entry: LogEntry) {
        self.entries.lock().push(entry);
        self.changes.send_modify(|changes| *changes += 1);
    }

    pub(super) fn entries(&self) -> Vec<LogEntry> {
        self.entries.lock().clone()
    }

    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
