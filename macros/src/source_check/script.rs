//! Reads the script that `source = "…"` names.

use std::{
    env,
    path::{self, PathBuf},
};

use apps_script_source::{Project, ReadError};
use syn::LitStr;

use crate::errors::{Errors, mistake};

/// How many syntax errors are told at once: one often brings on others.
const TOLD: usize = 3;

/// Reads the project; `None` if it cannot be read, which is noted.
pub(super) fn read(source: &LitStr, errors: &Errors) -> Option<Project> {
    let project = Project::read(locate(&source.value())).map_err(|error| {
        let help = match error {
            ReadError::Missing { .. } => {
                "write the path of the script's folder as seen from the folder of Cargo.toml"
            }
            _ => "`source` names the folder of the script, or its one file",
        };
        mistake(source, error, help)
    });
    errors.keep(project)
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
fn locate(written: &str) -> PathBuf {
    let base = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    let path = base.join(in_this_system(written));
    path::absolute(&path).unwrap_or(path)
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
