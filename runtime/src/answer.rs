//! The shapes of what the service answers.
//!
//! Every field may be missing, null or of another type than the documented one, and unknown fields are ignored: what a
//! failure says must not get lost because a part of it is odd. See `failure` for what the fields mean.

use std::{collections::BTreeMap, time::Duration};

use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use crate::{
    exception::{ErrorInfo, StackFrame},
    retry_after,
};

/// The body of an answer: `google.longrunning.Operation`, or an error of Google's front end.
#[derive(Deserialize)]
#[serde(bound(deserialize = "R: Deserialize<'de>"))]
pub(crate) struct Answer<'a, R> {
    #[serde(borrow)]
    done: Option<&'a RawValue>,
    pub(crate) response: Option<Response<'a, R>>,
    #[serde(borrow)]
    error: Option<&'a RawValue>,
}

/// `google.apps.script.v1.ExecutionResponse`.
#[derive(Deserialize)]
#[serde(bound(deserialize = "R: Deserialize<'de>"))]
pub(crate) struct Response<'a, R> {
    /// Absent if the function returned nothing.
    pub(crate) result: Option<R>,
    /// Google's own sample of an answer has the error in here.
    #[serde(borrow)]
    error: Option<&'a RawValue>,
}

/// Any object whose fields have the names of an [`Answer`]'s.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    done: Option<&'a RawValue>,
    #[serde(borrow)]
    response: Option<&'a RawValue>,
    #[serde(borrow)]
    error: Option<&'a RawValue>,
}

impl<R> Answer<'_, R> {
    /// The failure, wherever in the answer it is.
    pub(crate) fn status(&self) -> Option<Status> {
        let nested = self.response.as_ref().and_then(|response| response.error);
        self.error.or(nested).map(|error| Status::read(error.get()))
    }

    /// Whether the service says that the function still runs.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.done.is_some_and(|done| done.get() == "false")
    }
}

impl<'a> Answer<'a, &'a RawValue> {
    /// Reads an answer without its value, whatever the types of its fields are.
    pub(crate) fn of_any_value(json: &'a str) -> Result<Self, serde_json::Error> {
        let Envelope {
            done,
            response,
            error,
        } = serde_json::from_str(json)?;
        Ok(Self {
            done,
            response: response.and_then(|response| serde_json::from_str(response.get()).ok()),
            error,
        })
    }
}

/// `google.rpc.Status`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Status {
    pub(crate) code: i64,
    pub(crate) message: String,
    /// `ExecutionError`, `google.rpc.ErrorInfo`, `google.rpc.RetryInfo` or something else: told apart by the fields that are there.
    details: Vec<Value>,
}

/// What a script failed with, as the service reports it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ExecutionError {
    pub(crate) message: String,
    pub(crate) error_type: Option<String>,
    pub(crate) stack: Vec<StackFrame>,
}

impl Status {
    fn read(json: &str) -> Self {
        match serde_json::from_str::<Value>(json) {
            Ok(Value::String(message)) => Self {
                message,
                ..Self::default()
            },
            Ok(status) => Self {
                code: integer(&status, "code").unwrap_or_default(),
                message: text(&status, "message").unwrap_or_default(),
                details: list(&status, "details").to_vec(),
            },
            // Only nesting beyond all measure is left as a reason.
            Err(_) => Self::default(),
        }
    }

    /// The failure of the script, if this is one.
    pub(crate) fn execution_error(&self) -> Option<ExecutionError> {
        self.details.iter().find_map(|detail| {
            Some(ExecutionError {
                message: text(detail, "errorMessage")?,
                error_type: text(detail, "errorType"),
                stack: list(detail, "scriptStackTraceElements")
                    .iter()
                    .map(stack_frame)
                    .collect(),
            })
        })
    }

    pub(crate) fn error_info(&self) -> Option<ErrorInfo> {
        self.details.iter().find_map(|detail| {
            Some(ErrorInfo {
                reason: text(detail, "reason")?,
                domain: text(detail, "domain").unwrap_or_default(),
                metadata: texts(detail, "metadata"),
            })
        })
    }

    /// How long the service asks to wait before the next try.
    pub(crate) fn retry_delay(&self) -> Option<Duration> {
        let delays = self
            .details
            .iter()
            .filter_map(|detail| text(detail, "retryDelay"));
        delays.filter_map(|delay| retry_after::of_detail(&delay)).max()
    }
}

fn stack_frame(frame: &Value) -> StackFrame {
    StackFrame {
        function: text(frame, "function").unwrap_or_default(),
        line: integer(frame, "lineNumber").and_then(|line| u32::try_from(line).ok()),
    }
}

/// A text; of a number, its digits. Nothing else has a text of its own.
fn text(value: &Value, field: &str) -> Option<String> {
    as_text(value.get(field)?)
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Some(value.to_string()),
        Value::Null => None,
    }
}

/// An integer in any spelling: Google's JSON has 64-bit ones as texts.
fn integer(value: &Value, field: &str) -> Option<i64> {
    let value = value.get(field)?;
    let integral = || value.as_f64().and_then(crate::number::safe_integer);
    match value {
        Value::String(text) => text.trim().parse().ok(),
        _ => value.as_i64().or_else(integral),
    }
}

/// The elements of a list; anything else but null is the one element.
fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    match value.get(field) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(elements)) => elements,
        Some(element) => std::slice::from_ref(element),
    }
}

fn texts(value: &Value, field: &str) -> BTreeMap<String, String> {
    let fields = value.get(field).and_then(Value::as_object).into_iter().flatten();
    fields
        .filter_map(|(name, value)| Some((name.clone(), as_text(value)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{ExecutionError, StackFrame, Status};

    fn failure(detail: Value) -> ExecutionError {
        let status = json!({"code": 3, "message": "ScriptError", "details": detail});
        Status::read(&status.to_string()).execution_error().unwrap()
    }

    #[test]
    fn an_odd_field_hides_no_exception() {
        let stack = |line| {
            vec![StackFrame {
                function: "f".to_owned(),
                line,
            }]
        };
        let frame = |line: Value| json!([{"function": "f", "lineNumber": line}]);
        for (frames, expected) in [
            (frame(json!(7)), stack(Some(7))),
            (frame(json!(7.0)), stack(Some(7))),
            (frame(json!("7")), stack(Some(7))),
            (frame(json!(-1)), stack(None)),
            (frame(json!(7.5)), stack(None)),
            (frame(json!(1e300)), stack(None)),
            (frame(json!(4_294_967_296_u64)), stack(None)),
            (frame(json!("seven")), stack(None)),
            (frame(json!(null)), stack(None)),
            (frame(json!([7])), stack(None)),
            (json!({"function": "f"}), stack(None)),
            (json!(null), vec![]),
        ] {
            let detail = json!({"errorMessage": "Error: no", "scriptStackTraceElements": frames});
            assert_eq!(failure(json!([detail])).stack, expected, "{frames}");
        }
    }

    #[test]
    fn every_field_may_be_odd() {
        let read = |status: Value| Status::read(&status.to_string());
        for code in [json!(10), json!("10"), json!(10.0), json!(" 10 ")] {
            assert_eq!(read(json!({"code": code})).code, 10, "{code}");
        }
        for code in [json!(null), json!("ten"), json!({}), json!(1.5)] {
            assert_eq!(read(json!({"code": code})).code, 0, "{code}");
        }
        assert_eq!(read(json!({"message": 7})).message, "7");
        assert_eq!(read(json!({"message": null})).message, "");
        assert_eq!(read(json!({"message": {"a": 1}})).message, r#"{"a":1}"#);
        assert_eq!(read(json!("invalid_grant")).message, "invalid_grant");
        for status in [json!(null), json!(7), json!([]), json!({"details": null})] {
            assert_eq!(read(status.clone()).execution_error(), None, "{status}");
        }
        let deep = format!("{}1{}", "[".repeat(1000), "]".repeat(1000));
        assert_eq!(Status::read(&deep), Status::default());

        let one = failure(json!({"errorMessage": "no", "errorType": 5}));
        assert_eq!(
            (one.message.as_str(), one.error_type.as_deref()),
            ("no", Some("5"))
        );
        let second = failure(json!([null, "text", {"errorType": "x"}, {"errorMessage": 5}]));
        assert_eq!(second.message, "5");

        let info = json!([{"reason": "R", "domain": null, "metadata": {"a": 1, "b": null, "c": "d"}}]);
        let info = read(json!({"details": info})).error_info().unwrap();
        assert_eq!((info.reason.as_str(), info.domain.as_str()), ("R", ""));
        assert_eq!(
            info.metadata.into_iter().collect::<Vec<_>>(),
            [("a".to_owned(), "1".to_owned()), ("c".to_owned(), "d".to_owned())]
        );
    }
}
