use serde_json::Value as Json;

use crate::state::executions::StackFrame;

/// What Google says when the fault is its own.
const SERVER_ERROR: &str = "We're sorry, a server error occurred. Please wait a bit and try again.";

/// How a run ended.
#[derive(Debug)]
pub(crate) enum Ending {
    /// The value; `None` for `undefined`.
    Returned(Option<Json>),
    Threw {
        message: String,
        stack: Vec<StackFrame>,
    },
    NoSuchFunction,
    UnsupportedReturn,
    TimedOut,
    OutOfMemory,
    /// Somebody asked for its end.
    Cancelled,
}

impl Ending {
    /// The service failed, not the script.
    pub(crate) fn server_error() -> Self {
        Self::Threw {
            message: SERVER_ERROR.into(),
            stack: Vec::new(),
        }
    }
}
