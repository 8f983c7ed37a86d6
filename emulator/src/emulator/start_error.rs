use std::{error::Error, fmt, io, net::SocketAddr, path::PathBuf};

use apps_script_source::ReadError;

use crate::state::libraries::LibraryError;

/// Why an emulator did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The builder was given no project.
    NoProject,
    /// The project cannot be read.
    Project(ReadError),
    /// The project is TypeScript that was not compiled: neither Google nor the emulator runs it.
    NotCompiled {
        /// The folder of the code.
        path: PathBuf,
    },
    /// A script file has a syntax error.
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1, where the engine tells it.
        line: Option<u32>,
        /// What the engine says.
        message: String,
    },
    /// A host that scripts may call is not a host.
    Host {
        /// What was given.
        host: String,
    },
    /// A file of fakes cannot be read.
    Fake {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A library includes itself, by way of others or not.
    LibraryCycle {
        /// The libraries on that way, each included by the one before it.
        path: Vec<String>,
    },
    /// The state file cannot be opened, or is no state file.
    State {
        /// The file.
        path: PathBuf,
        /// What the database says.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Another emulator uses the state file: two on one file would lose what the other writes.
    StateInUse {
        /// The file.
        path: PathBuf,
    },
    /// The port cannot be listened on.
    Port {
        /// The address that was to be listened on.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProject => f.write_str("no project given: call `project` with the script's folder"),
            Self::Project(fault) => fault.fmt(f),
            Self::NotCompiled { path } => write!(
                f,
                "{} has TypeScript alone, which Apps Script does not run: compile it, and give the folder of the .js files, also as rootDir in .clasp.json if there is one",
                path.display()
            ),
            Self::Syntax {
                path,
                line: Some(line),
                message,
            } => {
                write!(f, "syntax error in {}:{line}: {message}", path.display())
            }
            Self::Syntax {
                path,
                line: None,
                message,
            } => {
                write!(f, "syntax error in {}: {message}", path.display())
            }
            Self::Fake { path, source } => {
                write!(f, "cannot read the fakes in {}: {source}", path.display())
            }
            Self::Host { host } => write!(
                f,
                "\"{host}\" is not a host that scripts can call: write it as api.example.com or 127.0.0.1:8080"
            ),
            Self::LibraryCycle { path } => write!(
                f,
                "a library includes itself: {}. Take one of these out of the manifest before it",
                path.join(" includes ")
            ),
            Self::State { path, source } => {
                write!(f, "cannot open the state file {}: {source}", path.display())
            }
            Self::StateInUse { path } => write!(
                f,
                "another emulator uses the state file {}: stop that one, or give this one a file of its own",
                path.display()
            ),
            Self::Port { address, source } => write!(f, "cannot listen on {address}: {source}"),
        }
    }
}

impl From<ReadError> for StartError {
    fn from(fault: ReadError) -> Self {
        Self::Project(fault)
    }
}

impl From<LibraryError> for StartError {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Read(error) => Self::Project(error),
            LibraryError::Cycle(path) => Self::LibraryCycle { path },
        }
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Project(fault) => fault.source(),
            Self::Fake { source, .. } => Some(source),
            Self::State { source, .. } => Some(&**source),
            Self::Port { source, .. } => Some(source),
            Self::NoProject
            | Self::NotCompiled { .. }
            | Self::Syntax { .. }
            | Self::LibraryCycle { .. }
            | Self::StateInUse { .. }
            | Self::Host { .. } => None,
        }
    }
}
