use std::borrow::Cow;

use serde_json::Value as Json;

use crate::state::executions::{ExecutionError, ExecutionStatus, Outcome, StackFrame};

/// What Google says when the fault is its own.
const SERVER_ERROR: &str = "We're sorry, a server error occurred. Please wait a bit and try again.";
const TIMED_OUT: &str = "Exceeded maximum execution time";
const TOO_MANY_AT_ONCE: &str =
    "Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.";
const UNSUPPORTED_RETURN: &str =
    "The script completed but the returned value is not a supported return type.";

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
    /// The person runs as many scripts as one may.
    TooManyAtOnce,
    /// The function returned this, which cannot travel.
    UnsupportedReturn(String),
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

    /// A service failed after the function had ended, so that no line of the script is to blame.
    pub(crate) fn service_failed(message: &str) -> Self {
        Self::Threw {
            message: format!("Exception: {message}"),
            stack: Vec::new(),
        }
    }

    /// The engine itself failed: what it says is for the log alone.
    pub(crate) fn engine_failed(message: &str) -> Self {
        tracing::error!(message, "the engine failed");
        Self::server_error()
    }

    /// What the caller of this function is told.
    pub(crate) fn message(&self, function: &str) -> Cow<'_, str> {
        match self {
            Self::Returned(_) => "".into(),
            Self::Threw { message, .. } => message.into(),
            Self::NoSuchFunction => format!("Script function not found: {function}").into(),
            Self::TooManyAtOnce => TOO_MANY_AT_ONCE.into(),
            Self::UnsupportedReturn(_) => UNSUPPORTED_RETURN.into(),
            Self::TimedOut => TIMED_OUT.into(),
            Self::OutOfMemory => "Exceeded memory limit".into(),
            Self::Cancelled => "The execution was cancelled".into(),
        }
    }

    /// What the caller is not told.
    pub(crate) fn detail(&self) -> Option<&str> {
        match self {
            Self::UnsupportedReturn(value) => Some(value),
            _ => None,
        }
    }

    /// The calls that led to it, deepest first.
    pub(crate) fn stack(&self) -> &[StackFrame] {
        match self {
            Self::Threw { stack, .. } => stack,
            _ => &[],
        }
    }

    /// What is recorded of the execution.
    pub(crate) fn outcome(&self, function: &str) -> Outcome {
        let status = match self {
            Self::Returned(result) => {
                return Outcome {
                    status: ExecutionStatus::Completed,
                    result: result.clone(),
                    error: None,
                };
            }
            Self::NoSuchFunction | Self::TooManyAtOnce => ExecutionStatus::NotStarted,
            Self::TimedOut => ExecutionStatus::TimedOut,
            Self::Cancelled => ExecutionStatus::Cancelled,
            Self::Threw { .. } | Self::UnsupportedReturn(_) | Self::OutOfMemory => ExecutionStatus::Failed,
        };
        Outcome {
            status,
            result: None,
            error: Some(ExecutionError {
                message: self.message(function).into_owned(),
                stack: self.stack().to_vec(),
                detail: self.detail().map(str::to_owned),
            }),
        }
    }
}
