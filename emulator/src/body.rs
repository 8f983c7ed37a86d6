//! The bodies that Google answers with.

use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use crate::engine::Frame;

const EXECUTION_RESPONSE: &str = "type.googleapis.com/google.apps.script.v1.ExecutionResponse";
const EXECUTION_ERROR: &str = "type.googleapis.com/google.apps.script.v1.ExecutionError";

/// The code of every failure of a script but the execution limit's.
const INVALID_ARGUMENT: u8 = 3;
const SCRIPT_TIMEOUT: u8 = 10;

/// A function returned; `None` is `undefined`, which leaves `result` out.
pub(crate) fn returned(result: Option<&Json>) -> Json {
    let mut response = json!({ "@type": EXECUTION_RESPONSE });
    if let (Some(result), Some(fields)) = (result, response.as_object_mut()) {
        fields.insert("result".into(), result.clone());
    }
    json!({ "done": true, "response": response })
}

/// The script failed; without frames, the service speaks and not the script.
pub(crate) fn script_error(message: &str, stack: &[Frame]) -> Json {
    failed(INVALID_ARGUMENT, "ScriptError", message, stack)
}

/// The execution limit was over.
pub(crate) fn script_timeout() -> Json {
    failed(
        SCRIPT_TIMEOUT,
        "SCRIPT_TIMEOUT",
        "Exceeded maximum execution time",
        &[],
    )
}

fn failed(code: u8, status: &str, message: &str, stack: &[Frame]) -> Json {
    let mut detail = json!({ "@type": EXECUTION_ERROR, "errorMessage": message, "errorType": "ScriptError" });
    let frames: Vec<Json> = stack
        .iter()
        .map(|frame| json!({ "function": frame.function, "lineNumber": frame.line }))
        .collect();
    if let (false, Some(fields)) = (frames.is_empty(), detail.as_object_mut()) {
        fields.insert("scriptStackTraceElements".into(), Json::Array(frames));
    }
    json!({ "done": true, "error": { "code": code, "message": status, "details": [detail] } })
}

/// The call was refused.
pub(crate) fn refused(status: StatusCode, name: &str, message: &str) -> Json {
    json!({ "error": { "code": status.as_u16(), "message": message, "status": name } })
}

/// The request has a field that does not exist.
pub(crate) fn unknown_field(name: &str) -> Json {
    let message = format!("Invalid JSON payload received. Unknown name \"{name}\": Cannot find field.");
    let mut body = refused(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", &message);
    if let Some(error) = body.get_mut("error").and_then(Json::as_object_mut) {
        let violation = json!({ "description": message });
        let detail =
            json!({ "@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation] });
        error.insert("details".into(), json!([detail]));
    }
    body
}
