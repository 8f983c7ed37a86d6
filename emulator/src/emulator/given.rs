//! What an emulator is started with, and what is made of it at the start.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::start_error::StartError;
use crate::{
    dates::DEFAULT_ZONE,
    engine,
    state::{
        deployments::Deployments,
        fakes::{FakeFile, FakeMember, Fakes},
        spreadsheets::{Spreadsheet, Spreadsheets},
        store::Store,
    },
};

/// What a builder is given.
#[derive(Clone, Default)]
pub(crate) struct GivenFakes {
    pub(super) files: Vec<PathBuf>,
    pub(super) members: Vec<FakeMember>,
}

/// What an emulator is started with.
#[derive(Clone, Default)]
pub(crate) struct GivenSpreadsheets {
    pub(super) others: Vec<Spreadsheet>,
    pub(super) container: Option<Spreadsheet>,
}

impl GivenFakes {
    /// Reads the files, and finds what would end every run.
    pub(crate) fn read(self) -> Result<Fakes, StartError> {
        let files = self.files.iter().map(|path| read_fake(path));
        Ok(Fakes {
            files: files.collect::<Result<_, _>>()?,
            members: self.members,
        })
    }
}

fn read_fake(path: &Path) -> Result<FakeFile, StartError> {
    let code = fs::read_to_string(path).map_err(|source| StartError::Fake {
        path: path.to_owned(),
        source,
    })?;
    if let Some(fault) = engine::syntax_fault(&code) {
        return Err(StartError::Syntax {
            path: path.to_owned(),
            line: fault.line,
            message: fault.message,
        });
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(FakeFile {
        name: name.to_string_lossy().into_owned(),
        code,
    })
}

impl GivenSpreadsheets {
    pub(crate) fn open(self, store: &Arc<Store>, deployments: &Deployments) -> Spreadsheets {
        let project = deployments.first();
        let time_zone = project
            .as_ref()
            .and_then(|project| project.manifest.time_zone.as_deref());
        let parent = project.as_ref().and_then(|project| project.parent_id.clone());
        let container = bound(self.container, parent);
        let time_zone = time_zone.unwrap_or(DEFAULT_ZONE);
        Spreadsheets::open(Arc::clone(store), self.others, container, time_zone)
    }
}

/// A script that `.clasp.json` gives a parent belongs to a spreadsheet of that ID: an empty one, if none was given.
fn bound(container: Option<Spreadsheet>, parent: Option<String>) -> Option<Spreadsheet> {
    match (container, parent) {
        (Some(container), Some(parent)) => Some(container.id_if_made_up(parent)),
        (None, Some(parent)) => Some(Spreadsheet::new("Untitled spreadsheet").id(parent)),
        (container, None) => container,
    }
}

impl fmt::Debug for GivenFakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = self.members.iter().map(|member| member.path.join("."));
        f.debug_struct("Fakes")
            .field("files", &self.files)
            .field("members", &members.collect::<Vec<_>>())
            .finish()
    }
}
