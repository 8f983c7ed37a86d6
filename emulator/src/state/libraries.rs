//! The script projects that others include as libraries, each from a folder of this machine.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use apps_script_source::{Library, Project, ReadError};

/// Folders by the library's script ID, or by the name that the code knows it by.
pub(crate) type LibraryFolders = BTreeMap<String, PathBuf>;

/// The libraries that scripts may include, as they were at the start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Libraries(Arc<BTreeMap<String, Included>>);

/// A script project that is included by others.
#[derive(Clone, Debug)]
pub(crate) struct Included {
    /// Under which its own state is kept.
    pub(crate) script_id: String,
    pub(crate) project: Arc<Project>,
}

/// Why the libraries cannot be used.
pub(crate) enum LibraryError {
    /// The folder of one cannot be read.
    Read(ReadError),
    /// One includes itself, by way of others or not: each of these is included by the one before it.
    Cycle(Vec<String>),
}

impl From<ReadError> for LibraryError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl Libraries {
    /// Reads the folders.
    pub(crate) fn read(folders: LibraryFolders) -> Result<Self, LibraryError> {
        let mut libraries = BTreeMap::new();
        for (name, folder) in folders {
            let included = Included {
                script_id: name.clone(),
                project: Arc::new(Project::read(&folder)?),
            };
            libraries.insert(name, included);
        }
        let libraries = Self(Arc::new(libraries));
        for name in libraries.0.keys() {
            libraries.refuse_cycles(name, &mut Vec::new())?;
        }
        Ok(libraries)
    }

    /// The project that a manifest means.
    pub(crate) fn find(&self, library: &Library) -> Option<Included> {
        let key = [&library.library_id, &library.user_symbol];
        let (name, included) = key.into_iter().find_map(|key| self.0.get_key_value(key))?;
        let script_id = if library.library_id.is_empty() {
            name
        } else {
            &library.library_id
        };
        Some(Included {
            script_id: script_id.clone(),
            project: Arc::clone(&included.project),
        })
    }

    /// The names of the libraries that a project includes, here or through others, and that have no folder.
    pub(crate) fn missing(&self, project: &Project) -> BTreeSet<String> {
        let mut missing = BTreeSet::new();
        for library in &project.manifest.dependencies.libraries {
            match self.find(library) {
                Some(included) => missing.extend(self.missing(&included.project)),
                None => {
                    missing.insert(library.user_symbol.clone());
                }
            }
        }
        missing
    }

    fn refuse_cycles(&self, name: &str, above: &mut Vec<String>) -> Result<(), LibraryError> {
        let is_again = above.iter().any(|other| other == name);
        above.push(name.to_owned());
        if is_again {
            return Err(LibraryError::Cycle(above.clone()));
        }
        let project = self.0.get(name).map(|included| Arc::clone(&included.project));
        for library in project
            .iter()
            .flat_map(|project| &project.manifest.dependencies.libraries)
        {
            let keys = [&library.library_id, &library.user_symbol];
            if let Some(next) = keys.into_iter().find(|key| self.0.contains_key(*key)) {
                self.refuse_cycles(next, above)?;
            }
        }
        above.pop();
        Ok(())
    }
}
