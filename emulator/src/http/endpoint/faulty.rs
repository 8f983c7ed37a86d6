//! Answers that go wrong on demand.

use axum::{
    body,
    http::{HeaderValue, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use serde_json::Value as Json;

use super::{
    answer,
    front_end_page::server_error,
    refusal::Refusal,
    response::{json, refused},
    url_parameters::UrlParameters,
};
use crate::{
    http::wire::Wire,
    state::faults::{Fault, FaultKind},
};

/// The function that a body asks for, if it can be read.
pub(super) fn function_of(body: &[u8]) -> Option<String> {
    let body: Json = serde_json::from_slice(body).ok()?;
    body.get("function")?.as_str().map(str::to_owned)
}

/// What comes in place of a run; `None` where the function is to run.
pub(super) fn instead_of_run(fault: &Fault, parameters: &UrlParameters, wire: &Wire) -> Option<Response> {
    let mut response = match &fault.kind {
        FaultKind::Latency
        | FaultKind::ServiceException { .. }
        | FaultKind::DroppedAfterRun
        | FaultKind::TruncatedBody
        | FaultKind::MalformedChunking
        | FaultKind::StillRunning => return None,
        FaultKind::Status { status } => refused(&Refusal::with_status(status_of(*status)), parameters),
        FaultKind::HtmlPage { status } => server_error(status_of(*status)),
        FaultKind::ScriptError { message } => json(
            StatusCode::OK,
            &answer::script_error(message, &[]),
            parameters.pretty_print,
        ),
        FaultKind::LegacyException { class, message } => json(
            StatusCode::OK,
            &answer::legacy_error(class, message),
            parameters.pretty_print,
        ),
        FaultKind::DroppedBeforeRun => {
            wire.end_with(Vec::new());
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    };
    if let Some(seconds) = fault.retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Some(response)
}

/// Spoils the answer of a run that is over.
pub(super) async fn spoil(fault: &Fault, version: Version, response: Response, wire: &Wire) -> Response {
    if matches!(fault.kind, FaultKind::StillRunning) {
        return json(StatusCode::OK, &answer::still_running(), true);
    }
    let (parts, body) = response.into_parts();
    let Ok(bytes) = body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let head = format!(
        "HTTP/1.1 {}\r\ncontent-type: application/json; charset=UTF-8\r\n",
        parts.status
    );
    let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
    let last_words = match fault.kind {
        FaultKind::TruncatedBody if version != Version::HTTP_2 => {
            let head = format!("{head}content-length: {}\r\n\r\n", bytes.len());
            [head.as_bytes(), half].concat()
        }
        FaultKind::MalformedChunking if version != Version::HTTP_2 => {
            let head = format!("{head}transfer-encoding: chunked\r\n\r\nno length\r\n");
            [head.as_bytes(), half].concat()
        }
        FaultKind::DroppedAfterRun | FaultKind::TruncatedBody | FaultKind::MalformedChunking => Vec::new(),
        _ => return Response::from_parts(parts, bytes.into()),
    };
    wire.end_with(last_words);
    Response::from_parts(parts, bytes.into())
}

fn status_of(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
