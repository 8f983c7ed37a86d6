use std::{
    error::Error,
    fmt, io,
    path::{Path, PathBuf},
};

/// Why a project cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no file and no folder at the path of the project, or at its `rootDir`.
    Missing {
        /// Where it was looked for.
        path: PathBuf,
        /// The `.clasp.json` whose `rootDir` names that place, if one does.
        settings: Option<PathBuf>,
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
        /// The `.clasp.json` whose `rootDir` names the folder, if one does.
        settings: Option<PathBuf>,
    },
    /// A file is not JSON of the form that it must have. `.clasp.json` is read as JSON5.
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { path, settings } => {
                write!(f, "there is no script at {}", path.display())?;
                named_by(f, settings.as_deref())
            }
            Self::Unreadable { path, source } => write!(f, "cannot read {}: {source}", path.display()),
            Self::NoScript { path, settings } => {
                write!(
                    f,
                    "no script in {}: it has no .gs, .js or .ts file",
                    path.display()
                )?;
                named_by(f, settings.as_deref())
            }
            Self::Malformed { path, source } => write!(f, "{} is malformed: {source}", path.display()),
        }
    }
}

fn named_by(f: &mut fmt::Formatter<'_>, settings: Option<&Path>) -> fmt::Result {
    match settings {
        Some(settings) => write!(
            f,
            "; `rootDir` of {} names this folder: write it relative to that file, and build the script first if a build \
             makes the folder",
            settings.display()
        ),
        None => Ok(()),
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            Self::Malformed { source, .. } => Some(source.as_ref()),
            Self::Missing { .. } | Self::NoScript { .. } => None,
        }
    }
}
