//! The pages of Google's front end, which answers in HTML where no API does.

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use maud::{Markup, PreEscaped, html};

/// The page for a path that leads nowhere.
pub(super) fn not_found(path: &str) -> Response {
    let message = html! { "The requested URL " code { (path) } " was not found on this server." };
    page(StatusCode::NOT_FOUND, "Not Found", &message)
}

/// The page for a failure that passes.
pub(super) fn server_error(status: StatusCode) -> Response {
    let message = html! {
        "The server encountered a temporary error and could not complete your request."
        (PreEscaped("<p>")) "Please try again in 30 seconds."
    };
    page(status, "Server Error", &message)
}

/// Google leaves tags open.
fn page(status: StatusCode, title: &str, message: &Markup) -> Response {
    let number = status.as_u16();
    let page = format!(
        "<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <title>Error {number} ({title})!!1</title>
  <p><b>{number}.</b> <ins>That’s an error.</ins>
  <p>{}  <ins>That’s all we know.</ins>
",
        message.0
    );
    (status, Html(page)).into_response()
}
