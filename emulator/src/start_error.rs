use std::{error::Error, fmt, io, path::PathBuf};

/// Why an emulator did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The builder was given no project.
    NoProject,
    /// A file or folder of the project cannot be read.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder has no `.gs` and no `.js` file.
    NoScript {
        /// The folder.
        path: PathBuf,
    },
    /// A file is no JSON of the form that it must have.
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        source: serde_json::Error,
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
    /// The port cannot be listened on.
    Port {
        /// The port.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProject => f.write_str("no project given: call `project` with the script's folder"),
            Self::Unreadable { path, source } => write!(f, "cannot read {}: {source}", path.display()),
            Self::NoScript { path } => {
                write!(
                    f,
                    "no script in {}: it has no .gs and no .js file",
                    path.display()
                )
            }
            Self::Malformed { path, source } => write!(f, "{} is malformed: {source}", path.display()),
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
            Self::Port { port, source } => write!(f, "cannot listen on port {port}: {source}"),
        }
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } | Self::Port { source, .. } => Some(source),
            Self::Malformed { source, .. } => Some(source),
            Self::NoProject | Self::NoScript { .. } | Self::Syntax { .. } => None,
        }
    }
}
