use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use apps_script_source::Project;

use super::Guard;
use crate::{
    dates::DEFAULT_ZONE,
    state::{
        allowed_hosts::AllowedHosts, clock::Clock, executions::Journal, fakes::Fakes, identity::Identity,
        libraries::Libraries, locks::LocksOfRun, outbox::Outbox, spreadsheets::Spreadsheets, store::Store,
    },
};

/// What the services of one run reach outside of the engine.
#[derive(Clone)]
pub(crate) struct RunContext {
    pub(crate) identity: Identity,
    /// The script whose global scope the services stand in: the one that was called, or a library of it.
    pub(crate) project: Arc<Project>,
    /// The projects that scripts may include.
    pub(crate) libraries: Libraries,
    pub(crate) store: Arc<Store>,
    /// The time that the script sees.
    pub(crate) clock: Clock,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) allowed_hosts: AllowedHosts,
    pub(crate) fakes: Arc<Fakes>,
    pub(crate) locks: Arc<LocksOfRun>,
    /// Refuses calls of services; `None` where no caller stands behind the run.
    pub(crate) guard: Option<Guard>,
    /// Where the run's log goes.
    pub(crate) journal: Journal,
    pub(crate) spreadsheets: Arc<Spreadsheets>,
    /// When the execution limit ends the run; nothing that blocks may wait longer.
    pub(crate) deadline: Instant,
}

/// How often a run that sleeps asks whether it is to end.
const PATIENCE: Duration = Duration::from_millis(50);

impl RunContext {
    /// Whether the script belongs to a document: `.clasp.json` names one, or a test has given one.
    pub(crate) fn is_bound(&self) -> bool {
        self.project.parent_id.is_some() || self.spreadsheets.container().is_some()
    }

    /// The time zone of the script's manifest.
    pub(crate) fn time_zone(&self) -> &str {
        self.project.manifest.time_zone.as_deref().unwrap_or(DEFAULT_ZONE)
    }

    /// Whether the run is to end: its time is over, or it was cancelled.
    pub(crate) fn must_end(&self) -> bool {
        Instant::now() >= self.deadline || self.journal.is_cancelled()
    }

    /// Waits, but no longer than the run may.
    pub(crate) fn sleep(&self, wanted: Duration) {
        let begun = Instant::now();
        while !self.must_end() {
            let left = wanted.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return;
            }
            thread::sleep(left.min(PATIENCE));
        }
    }
}
