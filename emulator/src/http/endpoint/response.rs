//! Answers as HTTP responses.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value as Json;

use super::{refusal::Refusal, url_parameters::UrlParameters};

pub(super) const JSON: &str = "application/json; charset=UTF-8";

/// What a method found, or why it did not.
pub(super) fn answered(parameters: &UrlParameters, answer: Result<Json, Refusal>) -> Response {
    match answer {
        Ok(answer) => {
            let answer = match &parameters.fields {
                Some(mask) => mask.apply(answer),
                None => answer,
            };
            json(StatusCode::OK, &answer, parameters.pretty_print)
        }
        Err(refusal) => refused(&refusal, parameters),
    }
}

pub(super) fn refused(refusal: &Refusal, parameters: &UrlParameters) -> Response {
    let body = refusal.body(parameters.with_errors);
    let mut response = json(refusal.status, &body, parameters.pretty_print);
    if let Some(challenge) = refusal.challenge() {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// Google's own form of JSON: two spaces and a new line at the end, unless the caller wants it short.
pub(super) fn json(status: StatusCode, body: &Json, pretty_print: bool) -> Response {
    let text = if pretty_print {
        format!("{body:#}\n")
    } else {
        body.to_string()
    };
    (status, [(header::CONTENT_TYPE, JSON)], text).into_response()
}
