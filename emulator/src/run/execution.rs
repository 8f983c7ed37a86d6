//! A run from its start to its outcome. What happens between the two is the engine's.

use std::sync::Arc;

use apps_script_source::Project;
use serde_json::Value as Json;

use super::{Ending, Guard, RunContext};
use crate::{
    backend::Backend,
    state::{
        executions::{Begun, Journal, LogEntry, LogLevel, Start},
        identity::Identity,
        locks::LocksOfRun,
        scopes,
    },
};

/// A run that has begun: it is listed as running until it is finished.
pub(crate) struct Run {
    backend: Arc<Backend>,
    project: Arc<Project>,
    identity: Identity,
    begun: Begun,
    /// Why its files cannot be run.
    fault: Option<String>,
    pub(crate) function: String,
    pub(crate) parameters: Vec<Json>,
}

impl Run {
    pub(crate) fn begin(backend: Arc<Backend>, files: Files, identity: Identity, start: Start) -> Self {
        let (function, parameters) = (start.function.clone(), start.parameters.clone());
        let begun = backend.executions.begin(start);
        Self {
            backend,
            project: files.project,
            fault: files.fault,
            identity,
            begun,
            function,
            parameters,
        }
    }

    /// Begins a run of the first deployment for the owner, outside of the API. `None` if that deployment is gone.
    pub(crate) fn begin_for_owner(
        backend: &Arc<Backend>,
        function: String,
        parameters: Vec<Json>,
        dev_mode: bool,
    ) -> Option<Self> {
        let files = files_to_run(backend, backend.deployments.first()?, dev_mode);
        let identity = Identity {
            scopes: Arc::new(scopes::of_project(&files.project, &backend.libraries)),
            ..backend.identity_of(&backend.people.owner)
        };
        let start = Start {
            function,
            user: backend.people.owner.clone(),
            deployment_id: backend.deployments.first_id().to_owned(),
            dev_mode,
            parameters,
        };
        Some(Self::begin(Arc::clone(backend), files, identity, start))
    }

    /// The ID of its execution.
    pub(crate) fn id(&self) -> u64 {
        self.begun.id
    }

    /// How it ends without the engine, if it must not be carried out.
    pub(crate) fn refusal(&self) -> Option<Ending> {
        if self.begun.is_one_too_many {
            return Some(Ending::TooManyAtOnce);
        }
        self.fault.as_ref().map(|fault| Ending::Threw {
            message: fault.clone(),
            stack: Vec::new(),
        })
    }

    /// What it reaches. Its time begins now.
    pub(crate) fn context(&self) -> RunContext {
        let guard = Guard::new(&self.backend, &self.identity, &self.function);
        let journal = self.begun.journal.clone();
        RunContext {
            guard: Some(guard),
            ..context_of(
                &self.backend,
                Arc::clone(&self.project),
                self.identity.clone(),
                journal,
            )
        }
    }

    /// The bytes that it may use.
    pub(crate) fn memory(&self) -> usize {
        self.backend.limits.memory
    }

    /// Notes that a thread works on it, until this is dropped.
    pub(crate) fn thread(&self) -> RunThread {
        self.backend.executions.begin_thread(self.begun.id);
        RunThread {
            backend: Arc::clone(&self.backend),
            id: self.begun.id,
        }
    }

    /// Records how it ended.
    pub(crate) fn finish(&self, ending: &Ending) {
        if let Some(detail) = ending.detail() {
            let message = format!("The returned value is not supported: {detail}");
            tracing::warn!(function = self.function, "{message}");
            let level = LogLevel::Error;
            self.begun.journal.log(LogEntry { level, message });
        }
        let outcome = ending.outcome(&self.function);
        self.backend.executions.finish(self.begun.id, outcome);
    }
}

/// The thread that works on a run.
pub(crate) struct RunThread {
    backend: Arc<Backend>,
    id: u64,
}

impl Drop for RunThread {
    fn drop(&mut self) {
        self.backend.executions.end_thread(self.id);
    }
}

/// The context of a run of this project that nothing guards.
pub(crate) fn context_of(
    backend: &Backend,
    project: Arc<Project>,
    identity: Identity,
    journal: Journal,
) -> RunContext {
    RunContext {
        identity,
        project,
        libraries: backend.libraries.clone(),
        store: Arc::clone(&backend.store),
        clock: backend.clock.clone(),
        outbox: Arc::clone(&backend.outbox),
        spreadsheets: Arc::clone(&backend.spreadsheets),
        allowed_hosts: backend.allowed_hosts.clone(),
        fakes: Arc::clone(&backend.fakes),
        locks: Arc::new(LocksOfRun::new(Arc::clone(&backend.locks))),
        guard: None,
        journal,
        deadline: backend.limits.deadline(),
    }
}

/// The files that a run is of.
pub(crate) struct Files {
    pub(crate) project: Arc<Project>,
    /// Why they cannot be run.
    fault: Option<String>,
}

/// `devMode` runs the files as they are now. Where those cannot be read, it runs nothing: the deployed ones only say who
/// may call.
pub(crate) fn files_to_run(backend: &Backend, deployed: Arc<Project>, dev_mode: bool) -> Files {
    let newest = if dev_mode {
        backend.deployments.newest()
    } else {
        Ok(Arc::clone(&deployed))
    };
    match newest {
        Ok(project) => Files { project, fault: None },
        Err(fault) => {
            tracing::warn!(%fault, "devMode cannot run the files");
            let fault =
                format!("The emulator cannot read the files as they are now, which devMode runs: {fault}");
            Files {
                project: deployed,
                fault: Some(fault),
            }
        }
    }
}
