use std::{error::Error, fmt, io, path::PathBuf};

/// Why a project cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no file and no folder at the path of the project, or at its `rootDir`.
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file or folder of the project cannot be read.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder has no script file.
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
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { path } => write!(f, "there is no script at {}", path.display()),
            Self::Unreadable { path, source } => write!(f, "cannot read {}: {source}", path.display()),
            Self::NoScript { path } => write!(
                f,
                "no script in {}: it has no .gs, .js or .ts file",
                path.display()
            ),
            Self::Malformed { path, source } => write!(f, "{} is malformed: {source}", path.display()),
        }
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            Self::Malformed { source, .. } => Some(source),
            Self::Missing { .. } | Self::NoScript { .. } => None,
        }
    }
}
