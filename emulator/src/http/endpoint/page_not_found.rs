use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

/// Google's page for a path that leads nowhere.
pub(super) fn response(path: &str) -> Response {
    let path = path
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    let page = format!(
        "<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <title>Error 404 (Not Found)!!1</title>
  <p><b>404.</b> <ins>That’s an error.</ins>
  <p>The requested URL <code>{path}</code> was not found on this server.  <ins>That’s all we know.</ins>
"
    );
    (StatusCode::NOT_FOUND, Html(page)).into_response()
}
