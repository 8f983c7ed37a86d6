//! The script project: its versions, each a snapshot of the files, and the deployments that run them.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};

use apps_script_source::{Access, Project, ReadError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use parking_lot::RwLock;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::dates::now;

/// A script project has one, which follows the files and cannot be run through the API.
const HEAD: &str = "@HEAD";

/// How many versions that no deployment runs are kept.
const MOST_VERSIONS: usize = 100;

/// A script and everything that was deployed of it.
pub(crate) struct Deployments {
    pub(crate) script_id: String,
    folder: PathBuf,
    /// The deployment that the emulator started with.
    first: String,
    head: String,
    /// Whether every version is an API executable, whatever its manifest says.
    always_executable: bool,
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    /// Snapshots of the files, by their numbers.
    versions: BTreeMap<u32, Arc<Project>>,
    deployments: HashMap<String, Deployment>,
}

/// What an ID stands for.
#[derive(Clone, Copy)]
struct Deployment {
    version: u32,
    /// In milliseconds since 1970.
    updated: u64,
}

/// A deployment as the API describes it.
pub(crate) struct Described {
    pub(crate) id: String,
    /// `None` for the one that follows the files.
    pub(crate) version: Option<u32>,
    /// Who may run it; `None` if it is not an API executable.
    pub(crate) access: Option<Access>,
    /// In milliseconds since 1970.
    pub(crate) updated: u64,
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
        always_executable: bool,
    ) -> Result<Self, ReadError> {
        let first = id.unwrap_or_else(new_id);
        let deployments = Self {
            script_id: script_id.unwrap_or_else(|| script_id_of(&folder)),
            folder,
            head: new_id(),
            first,
            always_executable,
            kept: RwLock::default(),
        };
        let project = deployments.newest()?;
        deployments.put(&deployments.first, project);
        Ok(deployments)
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
        if self.is_head(id) {
            return Some(Deployed::Head);
        }
        let kept = self.kept.read();
        let version = kept.versions.get(&kept.deployments.get(id)?.version)?;
        Some(Deployed::Version(Arc::clone(version)))
    }

    /// Who may run this project through the API; `None` if it is not an API executable.
    pub(crate) fn access(&self, project: &Project) -> Option<Access> {
        match &project.manifest.execution_api {
            Some(executable) => Some(executable.access),
            None => self.always_executable.then_some(Access::Myself),
        }
    }

    /// The files as they are now.
    pub(crate) fn newest(&self) -> Result<Arc<Project>, ReadError> {
        Project::read(&self.folder).map(Arc::new)
    }

    /// A version that was deployed.
    pub(crate) fn version(&self, number: u32) -> Option<Arc<Project>> {
        self.kept.read().versions.get(&number).cloned()
    }

    /// One deployment.
    pub(crate) fn describe(&self, id: &str) -> Option<Described> {
        if self.is_head(id) {
            return Some(self.describe_head());
        }
        let kept = self.kept.read();
        let deployment = kept.deployments.get(id)?;
        self.described(&kept, id, *deployment)
    }

    /// All deployments, the one that follows the files first, and the newest before the older ones.
    pub(crate) fn describe_all(&self) -> Vec<Described> {
        let head = self.describe_head();
        let kept = self.kept.read();
        let deployments = kept.deployments.iter();
        let mut all: Vec<Described> = deployments
            .filter_map(|(id, deployment)| self.described(&kept, id, *deployment))
            .collect();
        all.sort_by(|one, other| {
            other
                .version
                .cmp(&one.version)
                .then_with(|| one.id.cmp(&other.id))
        });
        all.insert(0, head);
        all
    }

    fn described(&self, kept: &Kept, id: &str, deployment: Deployment) -> Option<Described> {
        let version = kept.versions.get(&deployment.version)?;
        Some(Described {
            id: id.to_owned(),
            version: Some(deployment.version),
            access: self.access(version),
            updated: deployment.updated,
        })
    }

    fn describe_head(&self) -> Described {
        let project = self.newest().ok();
        Described {
            id: self.head.clone(),
            version: None,
            access: project.and_then(|project| self.access(&project)),
            updated: now(),
        }
    }

    fn is_head(&self, id: &str) -> bool {
        id == self.head || id == HEAD
    }

    /// Deploys this project under a new ID.
    pub(crate) fn add(&self, project: Arc<Project>) -> String {
        let id = new_id();
        self.put(&id, project);
        id
    }

    /// Puts a new version behind an ID, as one edits a deployment to keep its ID.
    pub(crate) fn put(&self, id: &str, project: Arc<Project>) {
        self.kept.write().put(id, project);
    }

    /// Says whether there was such a deployment.
    pub(crate) fn remove(&self, id: &str) -> bool {
        self.kept.write().deployments.remove(id).is_some()
    }
}

impl Kept {
    fn put(&mut self, id: &str, project: Arc<Project>) {
        let number = self.versions.last_key_value().map_or(1, |(last, _)| last + 1);
        self.versions.insert(number, project);
        let deployment = Deployment {
            version: number,
            updated: now(),
        };
        self.deployments.insert(id.to_owned(), deployment);
        self.forget_old_versions();
    }

    /// A script that is deployed with every change must not fill the memory.
    fn forget_old_versions(&mut self) {
        let is_deployed = |number: &u32| self.deployments.values().any(|one| one.version == *number);
        let unused: Vec<u32> = self
            .versions
            .keys()
            .copied()
            .filter(|number| !is_deployed(number))
            .collect();
        let too_many = unused.len().saturating_sub(MOST_VERSIONS);
        for number in unused.into_iter().take(too_many) {
            self.versions.remove(&number);
        }
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
