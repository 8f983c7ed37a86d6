//! The endpoint: `POST /v1/scripts/{id}:run`.

mod answer;
mod authentication;
mod authorization;
mod refusal;
mod request;
mod run;

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{Html, IntoResponse, Json as JsonBody, Response},
};

use crate::service::Service;

pub(crate) fn router(service: Arc<Service>) -> Router {
    Router::new().fallback(answer).with_state(service)
}

async fn answer(
    State(service): State<Arc<Service>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let id = uri
        .path()
        .strip_prefix("/v1/scripts/")
        .and_then(|rest| rest.strip_suffix(":run"));
    let Some(id) = id.filter(|_| method == Method::POST) else {
        return (StatusCode::NOT_FOUND, Html(no_such_page(uri.path()))).into_response();
    };
    match run::run(&service, id, &headers, &body).await {
        Ok(answer) => JsonBody(answer).into_response(),
        Err(refusal) => (refusal.status, JsonBody(refusal.body(false))).into_response(),
    }
}

/// Google's page for a path that leads nowhere.
fn no_such_page(path: &str) -> String {
    let path = path.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <title>Error 404 (Not Found)!!1</title>\n  <p><b>404.</b> <ins>That’s an error.</ins>\n  <p>The requested URL <code>{path}</code> was not found on this server.  <ins>That’s all we know.</ins>\n"
    )
}
