//! The answers to calls that were carried out, whether or not the script succeeded.

use serde_json::{Value as Json, json};

use crate::{run::Ending, state::executions::StackFrame};

const EXECUTION_RESPONSE: &str = "type.googleapis.com/google.apps.script.v1.ExecutionResponse";
const EXECUTION_ERROR: &str = "type.googleapis.com/google.apps.script.v1.ExecutionError";

/// The code of every failure of a script but the execution limit's.
const INVALID_ARGUMENT: u8 = 3;
const SCRIPT_TIMEOUT: u8 = 10;
const CANCELLED: u8 = 1;

/// The answer to a call of this function whose run ended so.
pub(super) fn to(ending: &Ending, function: &str) -> Json {
    let message = ending.message(function);
    match ending {
        Ending::Returned(result) => returned(result.as_ref()),
        Ending::TimedOut => failed(SCRIPT_TIMEOUT, "SCRIPT_TIMEOUT", "ScriptError", &message, &[]),
        Ending::Cancelled => cancelled(),
        _ => script_error(&message, ending.stack()),
    }
}

/// A function returned; `None` is `undefined`, which leaves `result` out.
fn returned(result: Option<&Json>) -> Json {
    let mut response = json!({ "@type": EXECUTION_RESPONSE });
    if let (Some(result), Some(fields)) = (result, response.as_object_mut()) {
        fields.insert("result".into(), result.clone());
    }
    json!({ "done": true, "response": response })
}

/// The script failed; without frames, the service speaks and not the script.
pub(super) fn script_error(message: &str, stack: &[StackFrame]) -> Json {
    failed(INVALID_ARGUMENT, "ScriptError", "ScriptError", message, stack)
}

/// The script failed, as the service told it before V8: the class of the exception stands in fields of its own.
pub(super) fn legacy_error(class: &str, message: &str) -> Json {
    failed(INVALID_ARGUMENT, class, class, message, &[])
}

/// The service did not wait for the end of the run.
pub(super) fn still_running() -> Json {
    json!({ "done": false })
}

/// Somebody ended the run.
fn cancelled() -> Json {
    json!({ "done": true, "error": { "code": CANCELLED, "message": "CANCELLED" } })
}

fn failed(code: u8, status: &str, error_type: &str, message: &str, stack: &[StackFrame]) -> Json {
    let mut detail = json!({ "@type": EXECUTION_ERROR, "errorMessage": message, "errorType": error_type });
    let frames: Vec<Json> = stack
        .iter()
        .map(|frame| json!({ "function": frame.function, "lineNumber": frame.line }))
        .collect();
    if let (false, Some(fields)) = (frames.is_empty(), detail.as_object_mut()) {
        fields.insert("scriptStackTraceElements".into(), Json::Array(frames));
    }
    json!({ "done": true, "error": { "code": code, "message": status, "details": [detail] } })
}
