use std::{
    fmt,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use apps_script_source::Project;
use tokio::{net::TcpListener, sync::oneshot};
use uuid::Uuid;

use crate::{
    allowed_hosts::AllowedHosts,
    engine,
    execution::Execution,
    limits::Limits,
    outbox::Outbox,
    server::{self, Service},
    start_error::StartError,
    store::Store,
};

/// A script may run for 6 minutes at Google.
const EXECUTION_LIMIT: Duration = Duration::from_secs(360);

const MEMORY_LIMIT: usize = 256 * 1024 * 1024;

/// A running emulator, on a port of this machine alone. It stops when it is dropped.
pub struct Emulator {
    pub(crate) service: Arc<Service>,
    url: String,
    _stop: oneshot::Sender<()>,
}

/// Starts an [`Emulator`].
#[derive(Clone)]
#[must_use = "an emulator runs once it is started"]
pub struct EmulatorBuilder {
    project: Option<PathBuf>,
    port: u16,
    deployment_id: Option<String>,
    token: Option<String>,
    limits: Limits,
    state_file: Option<PathBuf>,
    pub(crate) allowed_hosts: AllowedHosts,
}

impl Emulator {
    /// What an emulator is started with.
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder {
            project: None,
            port: 0,
            deployment_id: None,
            token: None,
            limits: Limits {
                time: EXECUTION_LIMIT,
                memory: MEMORY_LIMIT,
            },
            state_file: None,
            allowed_hosts: AllowedHosts::default(),
        }
    }

    /// The address that stands for `https://script.googleapis.com`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The ID of the deployment.
    #[must_use]
    pub fn deployment_id(&self) -> &str {
        &self.service.deployment_id
    }

    /// The access token that the deployment takes.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.service.token
    }

    /// Every run so far that is over, in the order of their ends.
    #[must_use]
    pub fn executions(&self) -> Vec<Execution> {
        self.service
            .executions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator")
            .field("url", &self.url)
            .field("deployment_id", &self.service.deployment_id)
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

    /// The port to listen on; 0, the default, takes a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The ID of the deployment, if not a random one.
    pub fn deployment_id(mut self, id: impl Into<String>) -> Self {
        self.deployment_id = Some(id.into());
        self
    }

    /// The access token that the deployment takes, if not a random one.
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
    /// A [`StartError`] if the project or the state file cannot be read, if one of the project's files has a
    /// syntax error, or if the port is taken.
    pub async fn start(self) -> Result<Emulator, StartError> {
        let folder = self.project.ok_or(StartError::NoProject)?;
        let deployed = Arc::new(Project::read(&folder)?);
        let store = open_store(self.state_file)?;
        let (listener, address) = listen(self.port).await?;
        let service = Arc::new(Service {
            folder,
            deployed,
            deployment_id: self
                .deployment_id
                .unwrap_or_else(|| format!("AKfycb{}", Uuid::new_v4().simple())),
            token: self
                .token
                .unwrap_or_else(|| format!("ya29.{}", Uuid::new_v4().simple())),
            limits: self.limits,
            store: Arc::new(store),
            outbox: Arc::new(Outbox::default()),
            allowed_hosts: self.allowed_hosts,
            executions: Mutex::default(),
        });
        check_syntax(&service).await?;
        let router = server::router(Arc::clone(&service));
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(async move {
            let until_dropped = async {
                // An error says that the sender was dropped, which is how an emulator is stopped.
                let _ = stopped.await;
            };
            if let Err(fault) = axum::serve(listener, router)
                .with_graceful_shutdown(until_dropped)
                .await
            {
                tracing::error!(%fault, "the emulator stopped serving");
            }
        });
        Ok(Emulator {
            service,
            url: format!("http://{address}"),
            _stop: stop,
        })
    }
}

fn open_store(file: Option<PathBuf>) -> Result<Store, StartError> {
    match file {
        None => Ok(Store::in_memory()),
        Some(path) => Store::open(&path).map_err(|source| StartError::State {
            path,
            source: Box::new(source),
        }),
    }
}

async fn listen(port: u16) -> Result<(TcpListener, SocketAddr), StartError> {
    let taken = |source| StartError::Port { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
    Ok((listener, address))
}

async fn check_syntax(service: &Service) -> Result<(), StartError> {
    let project = &service.deployed;
    let host = service.host(Arc::clone(project));
    let Some(fault) = engine::find_syntax_error(host, service.limits.memory).await else {
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
