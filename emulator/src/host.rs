use std::{sync::Arc, time::Instant};

use apps_script_source::Project;

use crate::{
    allowed_hosts::AllowedHosts, executions::Journal, outbox::Outbox, services::Spreadsheets,
    session::Session, store::Store,
};

/// What the services of one run reach outside of the engine.
#[derive(Clone)]
pub(crate) struct Host {
    pub(crate) session: Session,
    /// The script whose global scope the services stand in: the one that was called, or a library of it.
    pub(crate) project: Arc<Project>,
    pub(crate) store: Arc<Store>,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) allowed_hosts: AllowedHosts,
    /// Where the run's log goes.
    pub(crate) journal: Journal,
    pub(crate) spreadsheets: Arc<Spreadsheets>,
    /// When the execution limit ends the run; nothing that blocks may wait longer.
    pub(crate) deadline: Instant,
}
