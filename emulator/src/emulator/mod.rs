//! The emulator as a test sees it: what it is started with, what it holds, and what it is told between calls.

mod deployments;
mod executions;
mod faults;
mod libraries;
mod load_check;
mod people;
mod properties;
mod sign_ins;
mod spreadsheets;
mod start_error;

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use tokio::sync::oneshot;

use self::spreadsheets::GivenSpreadsheets;
pub use self::{
    executions::ExecutionChanges,
    properties::{Properties, PropertiesError},
    start_error::StartError,
};
use crate::{
    backend::Backend,
    http,
    state::{
        accounts,
        accounts::{AccessToken, AccessTokens, GrantedScopes, People},
        allowed_hosts::AllowedHosts,
        cloud_project::{CloudProject, CloudSettings},
        deployments::{Deployed, Deployments},
        drive,
        drive::Drive,
        executions::Executions,
        fakes::GivenFakes,
        libraries::{Libraries, LibraryFolders},
        limits::Limits,
        outbox::Outbox,
        sign_ins::{OAuth, OAuthSettings},
        store::Store,
    },
};

/// A script may run for 6 minutes at Google.
const EXECUTION_LIMIT: Duration = Duration::from_secs(360);

const MEMORY_LIMIT: usize = 256 * 1024 * 1024;

/// A running emulator, on a port of this machine alone if not told otherwise. It stops when it is dropped.
pub struct Emulator {
    pub(crate) backend: Arc<Backend>,
    url: String,
    _stop: oneshot::Sender<()>,
}

/// Starts an [`Emulator`].
#[derive(Clone)]
#[must_use = "an emulator runs once it is started"]
pub struct EmulatorBuilder {
    project: Option<PathBuf>,
    pub(crate) host: IpAddr,
    port: u16,
    pub(crate) script_id: Option<String>,
    pub(crate) deployment_id: Option<String>,
    pub(crate) people: People,
    pub(crate) oauth: OAuthSettings,
    pub(crate) cloud: CloudSettings,
    token: Option<String>,
    limits: Limits,
    state_file: Option<PathBuf>,
    pub(crate) allowed_hosts: AllowedHosts,
    pub(crate) fakes: GivenFakes,
    pub(crate) drive: Vec<drive::Given>,
    pub(crate) libraries: LibraryFolders,
    pub(crate) spreadsheets: GivenSpreadsheets,
}

impl Emulator {
    /// What an emulator is started with.
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder {
            project: None,
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            script_id: None,
            deployment_id: None,
            people: People::default(),
            oauth: OAuthSettings::default(),
            cloud: CloudSettings::default(),
            token: None,
            limits: Limits {
                time: EXECUTION_LIMIT,
                memory: MEMORY_LIMIT,
            },
            state_file: None,
            allowed_hosts: AllowedHosts::default(),
            fakes: GivenFakes::default(),
            drive: Vec::new(),
            libraries: LibraryFolders::new(),
            spreadsheets: GivenSpreadsheets::default(),
        }
    }

    /// The address that stands for `https://script.googleapis.com`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// An access token of the script's owner, which holds every scope that the project needs.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.backend.token
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator")
            .field("url", &self.url)
            .field("deployment_id", &self.deployment_id())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for EmulatorBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmulatorBuilder")
            .field("project", &self.project)
            .finish_non_exhaustive()
    }
}

impl EmulatorBuilder {
    /// The script's folder.
    pub fn project(mut self, folder: impl Into<PathBuf>) -> Self {
        self.project = Some(folder.into());
        self
    }

    /// The address to listen on; `127.0.0.1`, which only this machine reaches, if not given.
    ///
    /// Beyond this machine everybody who reaches the address, and has a token, runs the script. The page and the
    /// admin routes stay with this machine.
    pub fn host(mut self, host: impl Into<IpAddr>) -> Self {
        self.host = host.into();
        self
    }

    /// The port to listen on; 0, the default, takes a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The owner's access token, if not a random one.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// How long a function may run; 6 minutes, as at Google, if not given.
    pub fn execution_limit(mut self, time: Duration) -> Self {
        self.limits.time = time;
        self
    }

    /// How much memory a run may take, in bytes; 256 MiB if not given.
    pub fn memory_limit(mut self, bytes: usize) -> Self {
        self.limits.memory = bytes;
        self
    }

    /// A SQLite file that keeps the state of scripts (properties, caches and what else their services store)
    /// when the emulator ends. It is made where there is none; without one, state ends with the emulator.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// Reads the project and starts to serve it.
    ///
    /// # Errors
    ///
    /// A [`StartError`] if the project, the state file or a file of fakes cannot be read, if a file of the
    /// project or of fakes has a syntax error, or if the port is taken.
    pub async fn start(self) -> Result<Emulator, StartError> {
        let folder = self.project.ok_or(StartError::NoProject)?;
        let deployments = Deployments::start(folder, self.script_id, self.deployment_id)?;
        let libraries = Libraries::read(self.libraries)?;
        let store = open_store(self.state_file, |store| {
            Drive(store).fill(self.drive, &self.people.owner)
        })?;
        let store = Arc::new(store);
        let spreadsheets = self.spreadsheets.open(&store, &deployments);
        let fakes = self.fakes.read()?;
        let wanted = SocketAddr::new(self.host, self.port);
        let (listener, address) = http::listen(wanted).await.map_err(|source| StartError::Port {
            address: wanted,
            source,
        })?;
        let token = self.token.unwrap_or_else(accounts::new_secret);
        let tokens = AccessTokens::default();
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
            locks: Arc::default(),
            outbox: Arc::new(Outbox::default()),
            allowed_hosts: self.allowed_hosts,
            fakes: Arc::new(fakes),
            executions: Executions::default(),
            faults: Arc::default(),
        });
        if let Some(Deployed::Version(project)) = backend.deployments.find(backend.deployments.first_id()) {
            load_check::check_syntax(&backend, project).await?;
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
    fill: impl FnOnce(&Store) -> rusqlite::Result<()>,
) -> Result<Store, StartError> {
    let opened = match &file {
        None => Ok(Store::in_memory()),
        Some(path) => Store::open(path),
    };
    let filled = opened.and_then(|store| fill(&store).map(|()| store));
    filled.map_err(|source| StartError::State {
        path: file.unwrap_or_default(),
        source: Box::new(source),
    })
}
