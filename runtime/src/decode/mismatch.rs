//! Why a value does not fit, and where.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::{fault::Fault, javascript::JavaScript};
use crate::{
    error::{Error, ErrorKind, Executed},
    number::numbers,
};

/// Reads the value again and names the place of what does not fit.
///
/// The one value that fits now is a negative zero for an integer in a type that serde buffers: in the first pass it
/// keeps its sign.
pub(super) fn second_pass<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    let json = with_plain_zeros(json);
    let mut reader = serde_json::Deserializer::from_str(&json);
    serde_path_to_error::deserialize(JavaScript::whole(&mut reader)).map_err(|error| {
        let whole: Option<Value> = serde_json::from_str(&json).ok();
        let found = whole.as_ref().and_then(|whole| value_at(whole, error.path()));
        let message = without_position(error.inner());
        let fault = Fault::new(&message, found);
        let place = place(&error.path().to_string());
        Error::new(ErrorKind::Decode, Executed::Yes, format!("{place}: {fault}"))
            .with_help(format!("the function has run: {}", fault.help()))
    })
}

/// The text with `0` in place of every negative zero.
fn with_plain_zeros(json: &str) -> Cow<'_, str> {
    let is_negative_zero = |number: &str| number.starts_with('-') && number.parse() == Ok(0.0);
    let mut text = String::new();
    let mut copied = 0;
    for (offset, zero) in numbers(json).filter(|(_, number)| is_negative_zero(number)) {
        text.push_str(json.get(copied..offset).unwrap_or_default());
        text.push('0');
        copied = offset + zero.len();
    }
    if copied == 0 {
        return json.into();
    }
    text.push_str(json.get(copied..).unwrap_or_default());
    text.into()
}

/// The value that a path leads to; `None` where it leads through what serde buffered.
fn value_at<'v>(whole: &'v Value, path: &Path) -> Option<&'v Value> {
    path.iter().try_fold(whole, |value, segment| match segment {
        Segment::Seq { index } => value.get(index),
        Segment::Map { key } => value.get(key),
        Segment::Enum { variant } => value.get(variant),
        Segment::Unknown => None,
    })
}

/// The line and column are of no use: nobody sees the text.
fn without_position(fault: &serde_json::Error) -> String {
    let message = fault.to_string();
    let position = format!(" at line {} column {}", fault.line(), fault.column());
    match message.strip_suffix(&position) {
        Some(message) => message.to_owned(),
        None => message,
    }
}

fn place(path: &str) -> String {
    match path {
        "." | "" => "result".to_owned(),
        path if path.starts_with('[') => format!("result{path}"),
        path => format!("result.{path}"),
    }
}
