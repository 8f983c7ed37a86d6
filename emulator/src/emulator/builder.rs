use std::{
    fmt,
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
    time::Duration,
};

use super::given::{GivenFakes, GivenSpreadsheets};
use crate::state::{
    accounts::People, allowed_hosts::AllowedHosts, clock::Clock, cloud_project::CloudSettings, drive,
    executions::ExecutionLimits, libraries::LibraryFolders, limits::Limits, sign_ins::OAuthSettings,
};

/// How many of the access tokens that expire are known.
const KEPT_TOKENS: usize = 10_000;

/// A script may run for 6 minutes at Google.
const EXECUTION_LIMIT: Duration = Duration::from_secs(360);

const MEMORY_LIMIT: usize = 256 * 1024 * 1024;

/// Starts an [`Emulator`](super::Emulator).
#[derive(Clone)]
#[must_use = "an emulator runs once it is started"]
pub struct EmulatorBuilder {
    pub(super) project: Option<PathBuf>,
    pub(super) host: IpAddr,
    pub(super) port: u16,
    pub(super) script_id: Option<String>,
    pub(super) deployment_id: Option<String>,
    pub(super) always_executable: bool,
    pub(super) people: People,
    pub(super) oauth: OAuthSettings,
    pub(super) cloud: CloudSettings,
    pub(super) token: Option<String>,
    pub(super) limits: Limits,
    pub(super) clock: Clock,
    pub(super) state_file: Option<PathBuf>,
    pub(super) allowed_hosts: AllowedHosts,
    /// The first that is not a valid host.
    pub(super) unreadable_host: Option<String>,
    pub(super) fakes: GivenFakes,
    pub(super) drive: Vec<drive::Given>,
    pub(super) libraries: LibraryFolders,
    pub(super) spreadsheets: GivenSpreadsheets,
}

impl EmulatorBuilder {
    pub(super) fn new() -> Self {
        Self {
            project: None,
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            script_id: None,
            deployment_id: None,
            always_executable: false,
            people: People::default(),
            oauth: OAuthSettings::default(),
            cloud: CloudSettings::default(),
            token: None,
            limits: Limits {
                time: EXECUTION_LIMIT,
                memory: MEMORY_LIMIT,
                executions: ExecutionLimits::default(),
                tokens: KEPT_TOKENS,
            },
            clock: Clock::new(),
            state_file: None,
            allowed_hosts: AllowedHosts::default(),
            unreadable_host: None,
            fakes: GivenFakes::default(),
            drive: Vec::new(),
            libraries: LibraryFolders::new(),
            spreadsheets: GivenSpreadsheets::default(),
        }
    }

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

    /// The time that scripts see, which a test can set and advance: see [`Clock`]. That of this machine by default.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// A SQLite file that keeps the state of scripts (properties, caches and what else their services store)
    /// when the emulator ends. It is made where there is none; without one, state ends with the emulator.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }
}

impl fmt::Debug for EmulatorBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmulatorBuilder")
            .field("project", &self.project)
            .finish_non_exhaustive()
    }
}
