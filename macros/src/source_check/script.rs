//! Reads the script that `source = "…"` names.

use std::{
    env,
    path::{Path, PathBuf},
};

use apps_script_source::Project;
use syn::LitStr;

use super::existence::MANIFEST;
use crate::errors::{Errors, mistake};

/// How many syntax errors are told at once: one often brings on others.
const TOLD: usize = 3;

/// Reads the project; `None` if it cannot be read or parsed, which is noted.
pub(super) fn read(source: &LitStr, errors: &Errors) -> Option<(Project, PathBuf)> {
    let path = errors.keep(locate(source))?;
    let project = Project::read(&path).map_err(|error| {
        mistake(
            source,
            error.to_string(),
            "`source` names the folder of the script, or its one file",
        )
    });
    Some((errors.keep(project)?, path))
}

/// What keeps the script from running at all.
pub(super) fn check_syntax(source: &LitStr, project: &Project, errors: &Errors) -> bool {
    for error in project.syntax_errors().iter().take(TOLD) {
        errors.at(
            source,
            format!("the script cannot be parsed: {error}"),
            "Google refuses the whole script until this is mended",
        );
    }
    project.syntax_errors().is_empty()
}

/// Relative to the folder of the crate's Cargo.toml, wherever cargo was started.
fn locate(source: &LitStr) -> syn::Result<PathBuf> {
    let written = source.value();
    let base = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    let path =
        std::path::absolute(base.join(in_this_system(&written))).unwrap_or_else(|_| base.join(&written));
    if path.exists() {
        return Ok(path);
    }
    Err(mistake(
        source,
        format!("there is no script at `{}`", path.display()),
        "write the path of the script's folder as seen from the folder of Cargo.toml",
    ))
}

/// A path that was written on Windows is found everywhere.
fn in_this_system(written: &str) -> PathBuf {
    let as_it_is = PathBuf::from(written);
    if cfg!(windows) || !written.contains('\\') {
        as_it_is
    } else {
        PathBuf::from(written.replace('\\', "/"))
    }
}

/// Every file that decides about what was read, as it is on disk.
pub(super) fn files(project: &Project, source: &Path) -> Vec<PathBuf> {
    let beside = if source.is_dir() { source } else { &project.root };
    let mut files: Vec<PathBuf> = [
        project.root.join(MANIFEST),
        project.root.join(".claspignore"),
        beside.join(".clasp.json"),
        beside.join(".claspignore"),
    ]
    .into_iter()
    .filter(|file| file.is_file())
    .collect();
    files.extend(
        project
            .files
            .iter()
            .chain(&project.typescript)
            .map(|file| file.path.clone()),
    );
    files.sort_unstable();
    files.dedup();
    files
}
