//! The API: `POST /v1/scripts/{id}:run`, and what can be read of the script project.

mod answer;
mod authentication;
mod authorization;
mod call;
mod cors;
mod discovery;
mod faulty;
mod field_mask;
mod front_end_page;
mod methods;
mod projects;
mod refusal;
mod request;
mod response;
mod url_parameters;

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::{ConnectInfo, DefaultBodyLimit, State, rejection::BytesRejection},
    http::{HeaderMap, Method, StatusCode, Uri, Version},
    middleware,
    response::Response,
};
use percent_encoding::percent_decode_str;
use tower_http::{compression::CompressionLayer, decompression::RequestDecompressionLayer};

use self::{
    call::Call,
    refusal::Refusal,
    request::LONGEST_BODY,
    response::{answered, refused},
    url_parameters::UrlParameters,
};
use super::connection::Peer;
use crate::backend::Backend;

pub(crate) fn router(backend: Arc<Backend>) -> Router {
    Router::new()
        .merge(discovery::router())
        .merge(projects::router())
        .fallback(serve)
        .with_state(backend)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(RequestDecompressionLayer::new())
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(cors::allow_other_sites))
}

async fn serve(
    State(backend): State<Arc<Backend>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    (method, version, uri): (Method, Version, Uri),
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Some(id) = script_id(uri.path()).filter(|_| method == Method::POST) else {
        return methods::not_served(&method, &uri);
    };
    let id = id.as_str();
    let asked_for = || faulty::function_of(body.as_ref().ok()?);
    let Some(fault) = backend.faults.take(asked_for) else {
        return answer(&backend, id, &uri, &headers, body).await;
    };
    tokio::time::sleep(fault.delay()).await;
    let (parameters, _) = UrlParameters::read(&uri);
    if let Some(response) = faulty::instead_of_run(&fault, &parameters, &peer.wire) {
        return response;
    }
    let response = answer(&backend, id, &uri, &headers, body).await;
    faulty::spoil(&fault, version, response, &peer.wire).await
}

/// The `{id}` of `/v1/scripts/{id}:run`, any letters of which may be percent-encoded.
fn script_id(path: &str) -> Option<String> {
    let last = path.strip_prefix("/v1/scripts/")?;
    let last = percent_decode_str(last)
        .decode_utf8()
        .ok()
        .filter(|_| !last.contains('/'))?;
    last.strip_suffix(":run").map(str::to_owned)
}

async fn answer(
    backend: &Arc<Backend>,
    id: &str,
    uri: &Uri,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (parameters, read) = UrlParameters::read(uri);
    let body = match (read, body) {
        (Err(refusal), _) => return refused(&refusal, &parameters),
        (_, Err(rejection)) => return refused(&unreadable(&rejection), &parameters),
        (Ok(()), Ok(body)) => body,
    };
    let call = Call {
        id,
        headers,
        token: parameters.access_token.as_deref(),
        body: &body,
    };
    answered(&parameters, call::carry_out(backend, call).await)
}

fn unreadable(rejection: &BytesRejection) -> Refusal {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Refusal::too_long(LONGEST_BODY)
    } else {
        Refusal::invalid_argument()
    }
}
