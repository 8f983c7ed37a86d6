//! Reads an Apps Script project from disk, in the order in which Google would load it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};

use crate::start_error::StartError;

/// The files of a script, as they were when they were read.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) manifest: Manifest,
    pub(crate) files: Vec<ScriptFile>,
}

/// One file of code.
#[derive(Debug)]
pub(crate) struct ScriptFile {
    /// The name that stack traces show: the path below the root, without its extension.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) code: String,
}

/// What the emulator needs of `appsscript.json`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Manifest {
    pub(crate) execution_api: Option<ExecutionApi>,
}

/// Present if the project is deployed as an API executable.
#[derive(Debug, Deserialize)]
pub(crate) struct ExecutionApi {}

/// What decides about files in `.clasp.json`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Clasp {
    root_dir: PathBuf,
    file_push_order: Vec<PathBuf>,
}

impl Project {
    pub(crate) fn read(folder: &Path) -> Result<Self, StartError> {
        let clasp: Clasp = json_if_there(&folder.join(".clasp.json"))?;
        let root = folder.join(&clasp.root_dir);
        let mut paths = Vec::new();
        collect(&root, &mut paths)?;
        if paths.is_empty() {
            return Err(StartError::NoScript { path: root });
        }
        let first: Vec<PathBuf> = clasp
            .file_push_order
            .iter()
            .map(|path| folder.join(path))
            .collect();
        paths.sort_by_key(|path| {
            let place = first
                .iter()
                .position(|pushed| pushed == path)
                .unwrap_or(first.len());
            (place, path.clone())
        });
        let files = paths
            .into_iter()
            .map(|path| ScriptFile::read(&root, path))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            manifest: json_if_there(&root.join("appsscript.json"))?,
            files,
        })
    }
}

impl ScriptFile {
    fn read(root: &Path, path: PathBuf) -> Result<Self, StartError> {
        let code = read(&path)?;
        let below = path.strip_prefix(root).unwrap_or(&path).with_extension("");
        let name = below.to_string_lossy().replace('\\', "/");
        Ok(Self { name, path, code })
    }
}

fn read(path: &Path) -> Result<String, StartError> {
    fs::read_to_string(path).map_err(|source| StartError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

fn json_if_there<T: DeserializeOwned + Default>(path: &Path) -> Result<T, StartError> {
    if !path.exists() {
        return Ok(T::default());
    }
    serde_json::from_str(&read(path)?).map_err(|source| StartError::Malformed {
        path: path.to_owned(),
        source,
    })
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), StartError> {
    let unreadable = |source| StartError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        if entry.file_type().map_err(unreadable)?.is_dir() {
            if entry.file_name() != "node_modules" {
                collect(&path, paths)?;
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "gs" || extension == "js")
        {
            paths.push(path);
        }
    }
    Ok(())
}
