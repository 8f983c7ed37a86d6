//! What the API tells of the script project: `projects.deployments.get`, `projects.deployments.list` and
//! `projects.getContent`, as its discovery document (revision 20250824) describes them.

use std::{collections::HashMap, sync::Arc};

use apps_script_source::{Access, Project};
use axum::{
    extract::Query,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::Response,
};
use serde_json::{Value as Json, json};

use super::{
    authentication, authorization,
    refusal::Refusal,
    response::{json, refused},
    url_parameters::UrlParameters,
};
use crate::{
    backend::Backend,
    state::{accounts::GrantedScopes, deployments::Version},
};

const DEPLOYMENTS: [&str; 2] = [
    "https://www.googleapis.com/auth/script.deployments",
    "https://www.googleapis.com/auth/script.deployments.readonly",
];
const PROJECTS: [&str; 2] = [
    "https://www.googleapis.com/auth/script.projects",
    "https://www.googleapis.com/auth/script.projects.readonly",
];

/// A method of the API that reads, with the parts of its path.
enum Asked<'p> {
    Deployments,
    Deployment(&'p str),
    Content,
}

/// The answer to a request for one of these methods; `None` for any other request.
pub(super) fn answer(
    backend: &Arc<Backend>,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
) -> Option<Response> {
    if method != Method::GET {
        return None;
    }
    let (project, asked) = read(uri.path())?;
    let (parameters, _) = UrlParameters::read(uri);
    let answer = carry_out(
        backend,
        project,
        &asked,
        uri,
        headers,
        parameters.access_token.as_deref(),
    );
    Some(match answer {
        Ok(answer) => json(StatusCode::OK, &answer, parameters.pretty_print),
        Err(refusal) => refused(&refusal, &parameters),
    })
}

/// Splits the path into the ID of the project and the method.
fn read(path: &str) -> Option<(&str, Asked<'_>)> {
    let mut parts = path.strip_prefix("/v1/projects/")?.split('/');
    let project = parts.next()?;
    let asked = match (parts.next()?, parts.next(), parts.next()) {
        ("deployments", None, None) => Asked::Deployments,
        ("deployments", Some(id), None) => Asked::Deployment(id),
        ("content", None, None) => Asked::Content,
        _ => return None,
    };
    Some((project, asked))
}

fn carry_out(
    backend: &Backend,
    project: &str,
    asked: &Asked<'_>,
    uri: &Uri,
    headers: &HeaderMap,
    token: Option<&str>,
) -> Result<Json, Refusal> {
    let caller = authentication::caller(&backend.tokens, headers, token)?;
    authorization::check_cloud_project(&backend.cloud, &caller)?;
    let accepted = match asked {
        Asked::Content => &PROJECTS,
        Asked::Deployments | Asked::Deployment(_) => &DEPLOYMENTS,
    };
    let has_scope = match &caller.access.scopes {
        GrantedScopes::All => true,
        GrantedScopes::These(granted) => accepted.iter().any(|scope| granted.contains(*scope)),
    };
    if !has_scope {
        return Err(Refusal::insufficient_scopes());
    }
    let deployments = &backend.deployments;
    if project != deployments.script_id || caller.access.user != backend.people.owner {
        return Err(Refusal::not_found());
    }
    let versions = deployments.versions();
    match asked {
        Asked::Deployments => {
            let listed = versions
                .iter()
                .map(|(id, version)| deployment(project, id, version));
            Ok(json!({ "deployments": listed.collect::<Vec<_>>() }))
        }
        Asked::Deployment(id) => {
            let found = versions.iter().find(|(other, _)| other == id);
            let (id, version) = found.ok_or_else(Refusal::not_found)?;
            Ok(deployment(project, id, version))
        }
        Asked::Content => content_of_version(backend, project, uri, &versions),
    }
}

fn content_of_version(
    backend: &Backend,
    project: &str,
    uri: &Uri,
    versions: &[(String, Version)],
) -> Result<Json, Refusal> {
    let Query(parameters) = Query::<HashMap<String, String>>::try_from_uri(uri).unwrap_or_default();
    let Some(number) = parameters.get("versionNumber") else {
        let newest = backend.deployments.newest().map_err(|_| Refusal::not_found())?;
        return Ok(content(project, &newest));
    };
    let number: u32 = number.parse().map_err(|_| Refusal::invalid_argument())?;
    let found = versions.iter().find(|(_, version)| version.number == number);
    let (_, version) = found.ok_or_else(Refusal::not_found)?;
    Ok(content(project, &version.project))
}

fn deployment(script_id: &str, id: &str, version: &Version) -> Json {
    let access = version
        .project
        .manifest
        .execution_api
        .as_ref()
        .map(|api| api.access);
    let entry_points = access.map(|access| {
        json!([{
            "entryPointType": "EXECUTION_API",
            "executionApi": { "entryPointConfig": { "access": word(access) } },
        }])
    });
    let mut deployment = json!({
        "deploymentId": id,
        "deploymentConfig": {
            "scriptId": script_id,
            "versionNumber": version.number,
            "manifestFileName": "appsscript",
        },
    });
    if let (Some(fields), Some(entry_points)) = (deployment.as_object_mut(), entry_points) {
        fields.insert("entryPoints".to_owned(), entry_points);
    }
    deployment
}

fn word(access: Access) -> &'static str {
    match access {
        Access::Domain => "DOMAIN",
        Access::Anyone => "ANYONE",
        Access::AnyoneAnonymous => "ANYONE_ANONYMOUS",
        _ => "MYSELF",
    }
}

fn content(script_id: &str, project: &Project) -> Json {
    let manifest = project.manifest_text.as_deref().unwrap_or("{}");
    let mut files = vec![json!({ "name": "appsscript", "type": "JSON", "source": manifest })];
    for file in &project.files {
        let of_file = project
            .functions()
            .iter()
            .filter(|function| function.place.file == file.path);
        let values = of_file.map(|function| {
            let parameters = function.parameters.iter().filter_map(|one| one.name.as_deref());
            json!({ "name": function.name, "parameters": parameters.collect::<Vec<_>>() })
        });
        files.push(json!({
            "name": file.name,
            "type": "SERVER_JS",
            "source": file.code,
            "functionSet": { "values": values.collect::<Vec<_>>() },
        }));
    }
    let pages = project.pages.iter();
    files.extend(pages.map(|page| json!({ "name": page.name, "type": "HTML", "source": page.code })));
    json!({ "scriptId": script_id, "files": files })
}
