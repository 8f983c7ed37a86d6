//! The script project and its deployments: each a snapshot of the files, with an ID of its own.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use apps_script_source::{Project, ReadError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use parking_lot::RwLock;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A script project has one, which follows the files and cannot be run through the API.
const HEAD: &str = "@HEAD";

/// A script and everything that was deployed of it.
pub(crate) struct Deployments {
    pub(crate) script_id: String,
    folder: PathBuf,
    /// The deployment that the emulator started with.
    first: String,
    head: String,
    versions: RwLock<HashMap<String, Version>>,
    last_number: AtomicU32,
}

/// The files behind a deployment.
#[derive(Clone)]
pub(crate) struct Version {
    pub(crate) project: Arc<Project>,
    /// Counted from 1: each change of a deployment makes a version.
    pub(crate) number: u32,
}

/// What an ID in a request stands for.
pub(crate) enum Deployed {
    /// The files as they were when they were deployed.
    Version(Arc<Project>),
    Head,
}

impl Deployments {
    /// The script in this folder, with a first deployment under `id`.
    pub(crate) fn start(
        folder: PathBuf,
        script_id: Option<String>,
        id: Option<String>,
    ) -> Result<Self, ReadError> {
        let project = Arc::new(Project::read(&folder)?);
        let first = id.unwrap_or_else(new_id);
        Ok(Self {
            script_id: script_id.unwrap_or_else(|| script_id_of(&folder)),
            folder,
            head: new_id(),
            versions: RwLock::new(HashMap::from([(first.clone(), Version { project, number: 1 })])),
            last_number: AtomicU32::new(1),
            first,
        })
    }

    pub(crate) fn first_id(&self) -> &str {
        &self.first
    }

    /// The project of the first deployment, unless that is gone.
    pub(crate) fn first(&self) -> Option<Arc<Project>> {
        match self.find(&self.first)? {
            Deployed::Version(project) => Some(project),
            Deployed::Head => None,
        }
    }

    pub(crate) fn head_id(&self) -> &str {
        &self.head
    }

    pub(crate) fn find(&self, id: &str) -> Option<Deployed> {
        if id == self.head || id == HEAD {
            return Some(Deployed::Head);
        }
        let versions = self.versions.read();
        versions
            .get(id)
            .map(|version| Deployed::Version(Arc::clone(&version.project)))
    }

    /// The deployments and their versions, the oldest first; without the one that follows the files.
    pub(crate) fn versions(&self) -> Vec<(String, Version)> {
        let versions = self.versions.read();
        let mut listed: Vec<_> = versions
            .iter()
            .map(|(id, version)| (id.clone(), version.clone()))
            .collect();
        listed.sort_by_key(|(_, version)| version.number);
        listed
    }

    /// The files as they are now.
    pub(crate) fn newest(&self) -> Result<Arc<Project>, ReadError> {
        Project::read(&self.folder).map(Arc::new)
    }

    /// Deploys this project under a new ID.
    pub(crate) fn add(&self, project: Arc<Project>) -> String {
        let id = new_id();
        self.put(&id, project);
        id
    }

    /// Puts another version behind an ID, as one edits a deployment to keep its ID.
    pub(crate) fn put(&self, id: &str, project: Arc<Project>) {
        let number = self.last_number.fetch_add(1, Ordering::Relaxed) + 1;
        let mut versions = self.versions.write();
        versions.insert(id.to_owned(), Version { project, number });
    }

    /// Says whether there was such a deployment.
    pub(crate) fn remove(&self, id: &str) -> bool {
        let mut versions = self.versions.write();
        versions.remove(id).is_some()
    }
}

fn new_id() -> String {
    format!("AKfycb{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// Google's begin with a 1 and have 57 characters. A folder keeps its ID, under which its state is kept.
fn script_id_of(folder: &Path) -> String {
    let place = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let digest = Sha256::digest(place.as_os_str().as_encoded_bytes());
    let letters = URL_SAFE_NO_PAD.encode(digest);
    format!("1{letters}{}", letters.get(..13).unwrap_or_default())
}
