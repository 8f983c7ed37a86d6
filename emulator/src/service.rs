//! What all requests see.

use std::{path::PathBuf, sync::Arc, time::Instant};

use apps_script_source::Project;

use crate::{
    emulator::StartError,
    engine,
    host::Host,
    state::{
        accounts::{AccessTokens, People},
        allowed_hosts::AllowedHosts,
        cloud_project::CloudProject,
        deployments::{Deployed, Deployments},
        executions::{Executions, Journal},
        fakes::Fakes,
        faults::Faults,
        identity::Session,
        libraries::Libraries,
        limits::Limits,
        locks::{Locks, LocksOfRun},
        outbox::Outbox,
        scopes,
        sign_ins::OAuth,
        spreadsheets::Spreadsheets,
        store::Store,
    },
};

pub(crate) struct Service {
    pub(crate) deployments: Deployments,
    pub(crate) people: People,
    pub(crate) oauth: OAuth,
    pub(crate) cloud: CloudProject,
    pub(crate) tokens: AccessTokens,
    /// The owner's token that the emulator hands out, which holds every scope.
    pub(crate) token: String,
    pub(crate) limits: Limits,
    pub(crate) libraries: Libraries,
    pub(crate) store: Arc<Store>,
    pub(crate) locks: Arc<Locks>,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) spreadsheets: Arc<Spreadsheets>,
    pub(crate) allowed_hosts: AllowedHosts,
    pub(crate) fakes: Arc<Fakes>,
    pub(crate) executions: Executions,
    pub(crate) faults: Faults,
}

impl Service {
    /// What a run of this project reaches.
    pub(crate) fn host(&self, project: Arc<Project>, session: Session, journal: Journal) -> Host {
        Host {
            session,
            project,
            libraries: self.libraries.clone(),
            store: Arc::clone(&self.store),
            outbox: Arc::clone(&self.outbox),
            spreadsheets: Arc::clone(&self.spreadsheets),
            allowed_hosts: self.allowed_hosts.clone(),
            fakes: Arc::clone(&self.fakes),
            locks: Arc::new(LocksOfRun::new(Arc::clone(&self.locks))),
            guard: None,
            journal,
            deadline: Instant::now() + self.limits.time,
        }
    }

    /// This person's session outside of any call.
    pub(crate) fn session_of(&self, user: &str) -> Session {
        Session {
            user: user.to_owned(),
            token: self.token.clone(),
            script_id: self.deployments.script_id.clone(),
            scopes: Arc::default(),
        }
    }

    /// The scopes of the first deployment.
    pub(crate) fn scopes(&self) -> std::collections::BTreeSet<String> {
        match self.deployments.find(self.deployments.first_id()) {
            Some(Deployed::Version(project)) => scopes::of_project(&project, &self.libraries),
            _ => Default::default(),
        }
    }

    /// Loads a project, to find what would end every run of it; warns of what would end it only at Google.
    pub(crate) async fn check_syntax(&self, project: Arc<Project>) -> Result<(), StartError> {
        if project.files.is_empty() {
            let path = project.root.clone();
            return Err(StartError::NotCompiled { path });
        }
        for warning in project.warnings() {
            tracing::warn!("{warning}");
        }
        for symbol in self.libraries.missing(&project) {
            tracing::warn!(
                "every run fails, since the library {symbol} has no folder: give one with --library {symbol}=DIR, or \
                 EmulatorBuilder::library"
            );
        }
        let session = self.session_of(&self.people.owner);
        let host = self.host(Arc::clone(&project), session, Journal::unwatched());
        let Some(fault) = engine::find_syntax_error(host, self.limits.memory).await else {
            return Ok(());
        };
        let file = project.files.iter().find(|file| file.name == fault.file);
        let path = file.map_or_else(|| PathBuf::from(&fault.file), |file| file.path.clone());
        Err(StartError::Syntax {
            path,
            line: fault.line,
            message: fault.message,
        })
    }
}
