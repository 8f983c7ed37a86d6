use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use parking_lot::Mutex;
use tokio::sync::watch;

use super::LogEntry;

/// The line between a run and those who watch it: what it logs goes out, the wish that it end goes in.
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

    /// For a run that nobody watches.
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
