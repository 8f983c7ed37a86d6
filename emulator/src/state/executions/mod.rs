//! The executions: what runs, and what ran.

mod execution;
mod journal;

use std::time::{Duration, Instant, SystemTime};

use parking_lot::{Mutex, MutexGuard};
use serde_json::Value as Json;
use tokio::sync::watch;

pub use self::execution::{Execution, ExecutionError, ExecutionStatus, LogEntry, LogLevel, StackFrame};
pub(crate) use self::journal::Journal;

/// Google runs so many scripts for one person at a time.
const MOST_FOR_ONE_USER: usize = 30;

/// Every execution of an emulator, in the order of their beginnings.
pub(crate) struct Executions {
    entries: Mutex<Vec<Entry>>,
    /// Counts the changes, for observers.
    changes: watch::Sender<u64>,
}

struct Entry {
    execution: Execution,
    clock: Instant,
    journal: Journal,
}

/// What is known of an execution when it begins.
pub(crate) struct Start {
    pub(crate) function: String,
    pub(crate) user: String,
    pub(crate) deployment_id: String,
    pub(crate) dev_mode: bool,
    pub(crate) parameters: Vec<Json>,
}

/// What is known of it at its end.
pub(crate) struct Outcome {
    pub(crate) status: ExecutionStatus,
    pub(crate) result: Option<Json>,
    pub(crate) error: Option<ExecutionError>,
}

/// An execution that has begun.
pub(crate) struct Begun {
    pub(crate) id: u64,
    pub(crate) journal: Journal,
    /// Whether this person runs more scripts than one may, this one included.
    pub(crate) is_one_too_many: bool,
}

impl Default for Executions {
    fn default() -> Self {
        Self {
            entries: Mutex::default(),
            changes: watch::Sender::new(0),
        }
    }
}

impl Executions {
    pub(crate) fn begin(&self, start: Start) -> Begun {
        let mut entries = self.entries();
        let running = entries.iter().filter(|entry| {
            entry.execution.status == ExecutionStatus::Running && entry.execution.user == start.user
        });
        let is_one_too_many = running.count() >= MOST_FOR_ONE_USER;
        let id = entries.len() as u64 + 1;
        let journal = Journal::new(self.changes.clone());
        entries.push(Entry {
            execution: Execution {
                id,
                function: start.function,
                user: start.user,
                deployment_id: start.deployment_id,
                dev_mode: start.dev_mode,
                parameters: start.parameters,
                started: SystemTime::now(),
                duration: Duration::ZERO,
                status: ExecutionStatus::Running,
                result: None,
                error: None,
                logs: Vec::new(),
            },
            clock: Instant::now(),
            journal: journal.clone(),
        });
        drop(entries);
        self.changed();
        Begun {
            id,
            journal,
            is_one_too_many,
        }
    }

    pub(crate) fn finish(&self, id: u64, outcome: Outcome) {
        let mut entries = self.entries();
        if let Some(entry) = entries.iter_mut().find(|entry| entry.execution.id == id) {
            let execution = &mut entry.execution;
            execution.duration = entry.clock.elapsed();
            execution.status = outcome.status;
            execution.result = outcome.result;
            execution.error = outcome.error;
            let Execution {
                function,
                status,
                duration,
                ..
            } = &*execution;
            tracing::info!(function, ?status, ?duration, "executed");
        }
        drop(entries);
        self.changed();
    }

    /// Says whether there is such an execution, and whether it was running.
    pub(crate) fn cancel(&self, id: u64) -> bool {
        let entries = self.entries();
        let running = entries
            .iter()
            .find(|entry| entry.execution.id == id && entry.execution.status == ExecutionStatus::Running);
        if let Some(entry) = running {
            entry.journal.cancel();
        }
        running.is_some()
    }

    pub(crate) fn all(&self) -> Vec<Execution> {
        self.entries().iter().map(Entry::snapshot).collect()
    }

    fn changed(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }

    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock()
    }
}

impl Entry {
    fn snapshot(&self) -> Execution {
        let mut execution = self.execution.clone();
        execution.logs = self.journal.entries();
        if execution.status == ExecutionStatus::Running {
            execution.duration = self.clock.elapsed();
        }
        execution
    }
}
