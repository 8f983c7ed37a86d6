use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use super::{builder::EmulatorBuilder, handle::Emulator, load_check::check_syntax, start_error::StartError};
use crate::{
    backend::Backend,
    http,
    state::{
        accounts::{AccessToken, AccessTokens, GrantedScopes, new_secret},
        clock::Clock,
        cloud_project::CloudProject,
        deployments::Deployments,
        drive::Drive,
        executions::Executions,
        files::Files,
        libraries::Libraries,
        locks::Locks,
        outbox::Outbox,
        sign_ins::OAuth,
        store::{OpenError, Store},
    },
};

impl EmulatorBuilder {
    /// Reads the project and starts to serve it.
    ///
    /// # Errors
    ///
    /// A [`StartError`] if a setting is not what it should be, if the project, the state file or a file of fakes cannot
    /// be read, if a file of the project or of fakes has a syntax error, or if the port is taken.
    pub async fn start(self) -> Result<Emulator, StartError> {
        let folder = self.project.ok_or(StartError::NoProject)?;
        if let Some(host) = self.unreadable_host {
            return Err(StartError::Host { host });
        }
        let deployments =
            Deployments::start(folder, self.script_id, self.deployment_id, self.always_executable)?;
        let libraries = Libraries::read(self.libraries)?;
        let state_file = self.state_file.clone().unwrap_or_default();
        let store = open_store(self.state_file, self.clock.clone(), |store| {
            Drive(store).fill(&self.drive, &self.people.owner)
        })?;
        let store = Arc::new(store);
        let spreadsheets = self.spreadsheets.open(&store, &deployments);
        Files::of(&store, &spreadsheets)
            .take_up(&self.people.owner)
            .map_err(|source| StartError::State {
                path: state_file,
                source: Box::new(source),
            })?;
        let fakes = self.fakes.read()?;
        let wanted = SocketAddr::new(self.host, self.port);
        let (listener, address) = http::listen(wanted).await.map_err(|source| StartError::Port {
            address: wanted,
            source,
        })?;
        let token = self.token.unwrap_or_else(new_secret);
        let tokens = AccessTokens::new(self.limits.tokens, self.clock.clone());
        let access = AccessToken {
            user: self.people.owner.clone(),
            scopes: GrantedScopes::All,
            expires: None,
            refresh_token: None,
        };
        tokens.put(&token, access);
        let backend = Arc::new(Backend {
            deployments,
            libraries,
            oauth: OAuth::new(self.oauth, &self.people.owner),
            people: self.people,
            cloud: CloudProject::new(self.cloud),
            tokens: Arc::new(tokens),
            token,
            limits: self.limits,
            store,
            spreadsheets: Arc::new(spreadsheets),
            locks: Arc::new(Locks::new(self.clock.clone())),
            clock: self.clock,
            drive: self.drive,
            outbox: Arc::new(Outbox::default()),
            allowed_hosts: self.allowed_hosts,
            fakes: Arc::new(fakes),
            executions: Executions::new(self.limits.executions),
            faults: Arc::default(),
        });
        if let Some(project) = backend.deployments.first() {
            check_syntax(&backend, project).await?;
        }
        let stop = http::serve(listener, Arc::clone(&backend));
        Ok(Emulator {
            backend,
            url: http::url(address),
            _stop: stop,
        })
    }
}

/// Opens the store, and puts into it what the emulator is started with.
fn open_store(
    file: Option<PathBuf>,
    clock: Clock,
    fill: impl FnOnce(&Store) -> rusqlite::Result<()>,
) -> Result<Store, StartError> {
    let opened = match &file {
        None => Ok(Store::in_memory().with_clock(clock)),
        Some(path) => Store::open(path).map(|store| store.with_clock(clock)),
    };
    let filled = opened.and_then(|store| Ok(fill(&store).map(|()| store)?));
    let path = file.unwrap_or_default();
    filled.map_err(|fault| match fault {
        OpenError::InUse => StartError::StateInUse { path },
        OpenError::System(source) => StartError::State {
            path,
            source: source.into(),
        },
        OpenError::Database(source) => StartError::State {
            path,
            source: source.into(),
        },
    })
}
