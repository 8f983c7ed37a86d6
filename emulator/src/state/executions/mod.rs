//! The executions: what runs, and what ran.

mod execution;
mod journal;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant, SystemTime},
};

use parking_lot::{Mutex, MutexGuard};
use serde_json::Value as Json;
use tokio::sync::watch;

pub use self::execution::{Execution, ExecutionError, ExecutionStatus, LogEntry, LogLevel, StackFrame};
pub(crate) use self::journal::Journal;

/// Google runs so many scripts for one person at a time.
const MOST_FOR_ONE_USER: usize = 30;

/// The newest executions of an emulator.
pub(crate) struct Executions {
    kept: Mutex<Kept>,
    limits: ExecutionLimits,
    /// Counts the changes, for observers.
    changes: watch::Sender<u64>,
}

/// How much is kept of what ran.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExecutionLimits {
    /// Executions, beside those that have not ended.
    pub(crate) executions: usize,
    /// Log entries of each execution.
    pub(crate) log_entries: usize,
}

impl Default for ExecutionLimits {
    fn default() -> Self {
        Self {
            executions: 1_000,
            log_entries: 10_000,
        }
    }
}

#[derive(Default)]
struct Kept {
    begun: u64,
    /// By ID, which is the order of their beginnings.
    entries: BTreeMap<u64, Entry>,
    /// The IDs of those that are running, and of those whose thread has not ended.
    busy: BTreeSet<u64>,
}

struct Entry {
    execution: Execution,
    clock: Instant,
    journal: Journal,
    /// Whether there is a thread that works on it.
    has_thread: bool,
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

impl Executions {
    pub(crate) fn new(limits: ExecutionLimits) -> Self {
        Self {
            kept: Mutex::default(),
            limits,
            changes: watch::Sender::new(0),
        }
    }

    pub(crate) fn begin(&self, start: Start) -> Begun {
        let mut kept = self.kept();
        let is_one_too_many = kept.busy_for(&start.user) >= MOST_FOR_ONE_USER;
        kept.begun += 1;
        let id = kept.begun;
        let journal = Journal::new(self.limits.log_entries, self.changes.clone());
        let entry = Entry {
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
                is_ending: false,
                result: None,
                error: None,
                logs: Vec::new(),
            },
            clock: Instant::now(),
            journal: journal.clone(),
            has_thread: false,
        };
        kept.entries.insert(id, entry);
        kept.busy.insert(id);
        drop(kept);
        self.changed();
        Begun {
            id,
            journal,
            is_one_too_many,
        }
    }

    /// Notes that a thread works on an execution, until it is said to have ended.
    pub(crate) fn begin_thread(&self, id: u64) {
        if let Some(entry) = self.kept().entries.get_mut(&id) {
            entry.has_thread = true;
        }
    }

    pub(crate) fn end_thread(&self, id: u64) {
        let mut kept = self.kept();
        if let Some(entry) = kept.entries.get_mut(&id) {
            entry.has_thread = false;
        }
        kept.release(id, self.limits.executions);
        drop(kept);
        self.changed();
    }

    /// Records what the caller is told. The thread may go on.
    pub(crate) fn finish(&self, id: u64, outcome: Outcome) {
        let mut kept = self.kept();
        if let Some(entry) = kept.entries.get_mut(&id) {
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
        kept.release(id, self.limits.executions);
        drop(kept);
        self.changed();
    }

    /// Says whether there is such an execution, and whether it was running.
    pub(crate) fn cancel(&self, id: u64) -> bool {
        let kept = self.kept();
        let running = kept.entries.get(&id).filter(|entry| entry.is_running());
        if let Some(entry) = running {
            entry.journal.cancel();
        }
        running.is_some()
    }

    pub(crate) fn all(&self) -> Vec<Execution> {
        self.kept().entries.values().map(Entry::snapshot).collect()
    }

    /// Forgets those that have ended.
    pub(crate) fn forget(&self) {
        let mut kept = self.kept();
        kept.forget_oldest(0);
        drop(kept);
        self.changed();
    }

    pub(crate) fn get(&self, id: u64) -> Option<Execution> {
        self.kept().entries.get(&id).map(Entry::snapshot)
    }

    fn changed(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }

    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock()
    }
}

impl Kept {
    fn busy_for(&self, user: &str) -> usize {
        let busy = self.busy.iter().filter_map(|id| self.entries.get(id));
        busy.filter(|entry| entry.execution.user == user).count()
    }

    /// Counts an execution among those that have ended, if it has.
    fn release(&mut self, id: u64, limit: usize) {
        if self.entries.get(&id).is_none_or(|entry| !entry.is_busy()) {
            self.busy.remove(&id);
            self.forget_oldest(limit);
        }
    }

    fn forget_oldest(&mut self, limit: usize) {
        while self.entries.len() - self.busy.len() > limit {
            let ended = self.entries.keys().find(|id| !self.busy.contains(id)).copied();
            let Some(oldest) = ended else { return };
            self.entries.remove(&oldest);
        }
    }
}

impl Entry {
    fn is_running(&self) -> bool {
        self.execution.status == ExecutionStatus::Running
    }

    fn is_busy(&self) -> bool {
        self.is_running() || self.has_thread
    }

    fn snapshot(&self) -> Execution {
        let mut execution = self.execution.clone();
        execution.logs = self.journal.entries();
        if self.is_running() {
            execution.duration = self.clock.elapsed();
        } else {
            execution.is_ending = self.has_thread;
        }
        execution
    }
}
