use std::{path::PathBuf, sync::Arc};

use apps_script_source::Project;

use super::start_error::StartError;
use crate::{backend::Backend, engine, run::context_of, state::executions::Journal};

/// Loads a project, to find what would end every run of it; warns of what would end it only at Google.
pub(super) async fn check_syntax(backend: &Backend, project: Arc<Project>) -> Result<(), StartError> {
    if project.files.is_empty() {
        let path = project.root.clone();
        return Err(StartError::NotCompiled { path });
    }
    for warning in project.warnings() {
        tracing::warn!("{warning}");
    }
    for symbol in backend.libraries.missing(&project) {
        tracing::warn!(
            "every run fails, since the library {symbol} has no folder: give one with --library {symbol}=DIR, or \
             EmulatorBuilder::library"
        );
    }
    let identity = backend.identity_of(&backend.people.owner);
    let host = context_of(backend, Arc::clone(&project), identity, Journal::unwatched());
    let Some(fault) = engine::find_syntax_error(host, backend.limits.memory).await else {
        return Ok(());
    };
    let file = project.files.iter().find(|file| file.name == fault.file);
    let path = file.map_or_else(|| PathBuf::from(&fault.file), |file| file.path.clone());
    Err(StartError::Syntax {
        path,
        line: fault.line,
        message: fault.message,
    })
}
