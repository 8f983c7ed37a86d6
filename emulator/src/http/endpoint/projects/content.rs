//! `projects.getContent`.

use std::{path::Path as FilePath, sync::Arc};

use apps_script_source::{Function, Project, SourceFile};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::Response,
};
use serde_json::{Value as Json, json};

use super::{
    super::{
        refusal::Refusal,
        response::answered,
        url_parameters::{UrlParameters, number},
    },
    gate::Gate,
};
use crate::backend::Backend;

/// What Google gives a new project, as far as the emulator knows it.
const DEFAULT_MANIFEST: &str = "{\n  \"timeZone\": \"Etc/GMT\",\n  \"runtimeVersion\": \"V8\"\n}\n";

const SCOPES: &[&str] = &[
    "https://www.googleapis.com/auth/script.projects",
    "https://www.googleapis.com/auth/script.projects.readonly",
];

pub(super) async fn serve(
    State(backend): State<Arc<Backend>>,
    Path(script): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let mut wanted = None;
    let (parameters, read) =
        UrlParameters::read_beside(&uri, &["scriptId", "files"], |name, value| match name {
            "versionNumber" => {
                wanted = Some(number("version_number", value)?);
                Ok(true)
            }
            _ => Ok(false),
        });
    let answer = read.and_then(|()| {
        let gate = Gate {
            backend: &backend,
            headers: &headers,
            script: &script,
            scopes: SCOPES,
        };
        gate.check(parameters.access_token.as_deref())?;
        let version = version(&backend, wanted).ok_or_else(Refusal::not_found)?;
        Ok(json!({ "scriptId": script, "files": files(&version) }))
    });
    answered(&parameters, answer)
}

/// A version; without a number, or with 0, the files as they are now.
fn version(backend: &Backend, wanted: Option<u32>) -> Option<Arc<Project>> {
    if let Some(number) = wanted.filter(|number| *number != 0) {
        return backend.deployments.version(number);
    }
    backend.deployments.newest().map(Some).unwrap_or_else(|fault| {
        tracing::warn!(%fault, "the files cannot be read as they are now");
        None
    })
}

/// The manifest first, then code and pages in the order in which they are loaded.
fn files(project: &Project) -> Vec<Json> {
    let manifest = project.manifest_text.as_deref().unwrap_or(DEFAULT_MANIFEST);
    let manifest = json!({ "name": "appsscript", "type": "JSON", "source": manifest });
    let code = project.files.iter().map(|file| code(project, file));
    let pages = project.pages.iter();
    let pages = pages.map(|page| json!({ "name": page.name, "type": "HTML", "source": page.code }));
    std::iter::once(manifest).chain(code).chain(pages).collect()
}

fn code(project: &Project, file: &SourceFile) -> Json {
    let path = file.path.strip_prefix(&project.root).unwrap_or(&file.path);
    let functions: Vec<Json> = functions_of(project, path).map(function).collect();
    let mut resource = json!({ "name": file.name, "type": "SERVER_JS", "source": file.code });
    if let (false, Some(resource)) = (functions.is_empty(), resource.as_object_mut()) {
        resource.insert("functionSet".into(), json!({ "values": functions }));
    }
    resource
}

fn functions_of<'p>(project: &'p Project, path: &'p FilePath) -> impl Iterator<Item = &'p Function> {
    project
        .functions()
        .iter()
        .filter(move |function| function.place.file == path)
}

fn function(function: &Function) -> Json {
    let names = function
        .parameters
        .iter()
        .filter_map(|parameter| parameter.name.as_deref());
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        json!({ "name": function.name })
    } else {
        json!({ "name": function.name, "parameters": names })
    }
}
