//! `projects.deployments.get` and `projects.deployments.list`.

use std::sync::Arc;

use apps_script_source::Access;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::Response,
};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::{
    super::{
        refusal::Refusal,
        response::answered,
        url_parameters::{UrlParameters, number},
    },
    gate::Gate,
};
use crate::{backend::Backend, state::deployments::Described};

const SCOPES: &[&str] = &[
    "https://www.googleapis.com/auth/script.deployments",
    "https://www.googleapis.com/auth/script.deployments.readonly",
];

/// How many deployments a page has if the caller does not say.
const PAGE_SIZE: usize = 50;

pub(super) async fn get(
    State(backend): State<Arc<Backend>>,
    Path((script, deployment)): Path<(String, String)>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let fields = ["deploymentId", "deploymentConfig", "updateTime", "entryPoints"];
    let (parameters, read) = UrlParameters::read_beside(&uri, &fields, |_, _| Ok(false));
    let answer = read.and_then(|()| {
        gate(&backend, &headers, &script).check(parameters.access_token.as_deref())?;
        let described = backend.deployments.describe(&deployment);
        let described = described.ok_or_else(Refusal::not_found)?;
        Ok(resource(&script, &described))
    });
    answered(&parameters, answer)
}

pub(super) async fn list(
    State(backend): State<Arc<Backend>>,
    Path(script): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let (mut size, mut start) = (0, 0);
    let (parameters, read) =
        UrlParameters::read_beside(&uri, &["deployments", "nextPageToken"], |name, value| {
            match name {
                "pageSize" => size = number("page_size", value)?,
                "pageToken" => start = value.parse().map_err(|_| Refusal::invalid_argument())?,
                _ => return Ok(false),
            }
            Ok(true)
        });
    let answer = read.and_then(|()| {
        gate(&backend, &headers, &script).check(parameters.access_token.as_deref())?;
        let size = usize::try_from(size).unwrap_or(0);
        let size = if size == 0 { PAGE_SIZE } else { size };
        Ok(page(&script, &backend.deployments.describe_all(), start, size))
    });
    answered(&parameters, answer)
}

fn gate<'g>(backend: &'g Backend, headers: &'g HeaderMap, script: &'g str) -> Gate<'g> {
    Gate {
        backend,
        headers,
        script,
        scopes: SCOPES,
    }
}

/// The token of a page is the number of deployments before it.
fn page(script: &str, all: &[Described], start: usize, size: usize) -> Json {
    let shown = all.iter().skip(start).take(size);
    let mut answer = json!({
        "deployments": shown.map(|one| resource(script, one)).collect::<Vec<_>>(),
    });
    let next = start.saturating_add(size);
    if let (true, Some(answer)) = (next < all.len(), answer.as_object_mut()) {
        answer.insert("nextPageToken".into(), next.to_string().into());
    }
    answer
}

fn resource(script: &str, described: &Described) -> Json {
    let mut config = json!({ "scriptId": script, "manifestFileName": "appsscript" });
    if let (Some(version), Some(config)) = (described.version, config.as_object_mut()) {
        config.insert("versionNumber".into(), version.into());
    }
    let mut resource = json!({
        "deploymentId": described.id,
        "deploymentConfig": config,
        "updateTime": time(described.updated),
    });
    if let (Some(access), Some(resource)) = (described.access, resource.as_object_mut()) {
        let executable = json!({
            "entryPointType": "EXECUTION_API",
            "executionApi": { "entryPointConfig": { "access": name(access) } },
        });
        resource.insert("entryPoints".into(), json!([executable]));
    }
    resource
}

fn name(access: Access) -> &'static str {
    match access {
        Access::Domain => "DOMAIN",
        Access::Anyone => "ANYONE",
        Access::AnyoneAnonymous => "ANYONE_ANONYMOUS",
        _ => "MYSELF",
    }
}

fn time(milliseconds: u64) -> String {
    let moment = i64::try_from(milliseconds)
        .ok()
        .and_then(|time| Timestamp::from_millisecond(time).ok());
    moment.map_or_else(String::new, |moment| format!("{moment:.3}"))
}
