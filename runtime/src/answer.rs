//! The shapes of what the service answers. Every field may be missing, and fields that are not known are left
//! alone: see `failure` for what they mean.

use std::{collections::BTreeMap, time::Duration};

use serde::Deserialize;

use crate::{
    exception::{ErrorInfo, StackFrame},
    retry_after,
};

/// The body of an answer: `google.longrunning.Operation`, or an error of Google's front end.
#[derive(Deserialize)]
#[serde(bound(deserialize = "R: Deserialize<'de>"))]
pub(crate) struct Answer<R> {
    pub(crate) done: Option<bool>,
    pub(crate) response: Option<Response<R>>,
    pub(crate) error: Option<Status>,
}

/// `google.apps.script.v1.ExecutionResponse`.
#[derive(Deserialize)]
#[serde(bound(deserialize = "R: Deserialize<'de>"))]
pub(crate) struct Response<R> {
    /// Absent if the function returned nothing.
    pub(crate) result: Option<R>,
    /// Google's own sample of an answer has the error in here.
    pub(crate) error: Option<Status>,
}

/// `google.rpc.Status`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Status {
    pub(crate) code: i64,
    pub(crate) message: String,
    pub(crate) details: Vec<Detail>,
}

/// `ExecutionError`, `google.rpc.ErrorInfo`, `google.rpc.RetryInfo` or something else: told apart by the fields that are there.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Detail {
    error_message: Option<String>,
    error_type: Option<String>,
    script_stack_trace_elements: Vec<Frame>,
    reason: Option<String>,
    domain: Option<String>,
    metadata: BTreeMap<String, String>,
    /// Of any type, so that one that is not a text does no harm.
    retry_delay: serde_json::Value,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Frame {
    function: String,
    line_number: Option<u32>,
}

/// What a script failed with, as the service tells it.
pub(crate) struct ExecutionError {
    pub(crate) message: String,
    pub(crate) error_type: Option<String>,
    pub(crate) stack: Vec<StackFrame>,
}

impl Status {
    /// The failure of the script, if this is one.
    pub(crate) fn execution_error(&self) -> Option<ExecutionError> {
        self.details.iter().find_map(|detail| {
            Some(ExecutionError {
                message: detail.error_message.clone()?,
                error_type: detail.error_type.clone(),
                stack: detail
                    .script_stack_trace_elements
                    .iter()
                    .map(Frame::to_stack_frame)
                    .collect(),
            })
        })
    }

    pub(crate) fn error_info(&self) -> Option<ErrorInfo> {
        self.details.iter().find_map(|detail| {
            Some(ErrorInfo {
                reason: detail.reason.clone()?,
                domain: detail.domain.clone().unwrap_or_default(),
                metadata: detail.metadata.clone(),
            })
        })
    }

    /// How long the service asks to wait before the next try.
    pub(crate) fn retry_delay(&self) -> Option<Duration> {
        let delays = self
            .details
            .iter()
            .filter_map(|detail| detail.retry_delay.as_str());
        delays.filter_map(retry_after::of_detail).max()
    }
}

impl Frame {
    fn to_stack_frame(&self) -> StackFrame {
        StackFrame {
            function: self.function.clone(),
            line: self.line_number,
        }
    }
}
