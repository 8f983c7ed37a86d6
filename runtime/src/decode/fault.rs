//! What to say of a value that does not fit, and what to do about it.

use std::fmt::{self, Display};

use serde_json::{Number, Value};

use crate::number::is_unsafe_integer;

const ROUNDED: &str = "integers of JavaScript are exact up to ±(2^53 - 1) only: let the script keep this one as text \
     from where it comes, and use `String` here (`apps_script::cell::integer_as_text` reads an integer from it), or \
     `f64` if the rounded number is good enough";

const EMPTY_CELL: &str = "an empty cell of a sheet is the empty text `\"\"`: read the field as an `Option` with \
     `#[serde(with = \"apps_script::cell::empty_as_none\")]`, or let the script return null in its place";

const BYTES: &str = "bytes of Apps Script are numbers from -128 to 127: let the script return \
     `Utilities.base64Encode(bytes)`, and read the bytes from that Base64 text with \
     `#[serde(with = \"apps_script::cell::bytes_as_base64\")]`";

const NOTHING: &str = "the script returned null here, or a value that JSON does not have, such as NaN: use `Option<T>` \
     if that may happen, or let the script return a value";

const DATES: &str = "let the script return a date as `Utilities.formatDate(date, Session.getScriptTimeZone(), \
     'yyyy-MM-dd')`, and a point in time as `date.toISOString()`, which is in UTC; read each with a type of its own \
     kind";

const OTHERWISE: &str = "change the method's return type, or what the script returns";

/// What is said of an integer that is too big to have been one of JavaScript's.
pub(super) fn rounded(integer: impl Display) -> String {
    format!("the integer {integer} is beyond ±(2^53 - 1): already rounded in the script: return it as text")
}

/// Why a value does not fit.
pub(super) struct Fault<'a> {
    reason: Reason<'a>,
    found: Option<&'a Value>,
}

enum Reason<'a> {
    /// serde says `invalid type: string "n/a", expected f64`.
    Unexpected { found: &'a str, expected: &'a str },
    /// An integer that is too big.
    Rounded(String),
    /// In other words, which may come from the type itself.
    Other(&'a str),
}

impl<'a> Fault<'a> {
    /// From what serde says, and the value that it says it of, where that is known.
    pub(super) fn new(message: &'a str, found: Option<&'a Value>) -> Self {
        let reason = match unexpected(message) {
            Some((text, expected)) => match unsafe_integer(text) {
                Some(integer) if !is_float(expected) => Reason::Rounded(rounded(integer)),
                _ => Reason::Unexpected {
                    found: text,
                    expected,
                },
            },
            None if message.contains("already rounded in the script") => Reason::Rounded(message.to_owned()),
            None => Reason::Other(message),
        };
        Self { reason, found }
    }

    /// What to do about it.
    pub(super) fn help(&self) -> &'static str {
        match (&self.reason, self.found) {
            (Reason::Rounded(_), _) => ROUNDED,
            (_, Some(Value::String(text))) if text.is_empty() => EMPTY_CELL,
            (_, Some(Value::Null)) => NOTHING,
            (Reason::Unexpected { expected, .. }, Some(value)) if are_bytes(value, expected) => BYTES,
            (Reason::Other(_), Some(Value::String(text))) if is_date(text) => DATES,
            (Reason::Other(message), Some(value))
                if message.contains("did not match any variant") && holds_unsafe_integer(value) =>
            {
                ROUNDED
            }
            _ => OTHERWISE,
        }
    }
}

impl Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.reason, self.found) {
            (Reason::Unexpected { found, expected }, _) => {
                write!(f, "expected {expected}, found {found}")
            }
            (Reason::Rounded(message), _) => f.write_str(message),
            (Reason::Other(message), Some(Value::Array(_) | Value::Object(_)) | None) => f.write_str(message),
            (Reason::Other(message), Some(scalar)) => {
                write!(f, "{message}, found {}", described(scalar))
            }
        }
    }
}

fn unexpected(message: &str) -> Option<(&str, &str)> {
    let fault = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))?;
    fault.rsplit_once(", expected ")
}

/// serde says ``floating point `9007199254740992.0` `` of a number that it buffered.
fn unsafe_integer(found: &str) -> Option<&str> {
    let number = found.strip_prefix("floating point `")?.strip_suffix('`')?;
    let float: f64 = number.parse().ok()?;
    is_unsafe_integer(float).then_some(number)
}

fn is_float(expected: &str) -> bool {
    matches!(expected, "f32" | "f64")
}

fn holds_unsafe_integer(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(is_unsafe_integer),
        Value::Array(elements) => elements.iter().any(holds_unsafe_integer),
        Value::Object(fields) => fields.values().any(holds_unsafe_integer),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// Whether a value is what Apps Script has for bytes, where bytes or a text are expected.
fn are_bytes(value: &Value, expected: &str) -> bool {
    let is_byte = |number: &Number| number.as_i64().is_some_and(|byte| i8::try_from(byte).is_ok());
    match value {
        Value::Number(byte) => expected == "u8" && is_byte(byte),
        Value::Array(bytes) => {
            !bytes.is_empty()
                && bytes
                    .iter()
                    .all(|byte| matches!(byte, Value::Number(byte) if is_byte(byte)))
        }
        _ => false,
    }
}

/// `2026-11-23…`, `23.11.2026…`, `11/23/2026…`, or what JavaScript writes: `Mon Nov 23 2026 …`.
fn is_date(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut digits = || {
        let word = words.next().unwrap_or_default();
        let word = word.split('T').next().unwrap_or_default();
        (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())).then_some(word.len())
    };
    match (digits(), digits(), digits()) {
        (Some(4), Some(1..=2), Some(1..=2)) | (Some(1..=2), Some(1..=2), Some(2 | 4)) => true,
        _ => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
            .iter()
            .any(|day| text.starts_with(day)),
    }
}

fn described(scalar: &Value) -> String {
    match scalar {
        Value::String(text) => format!("string {text:?}"),
        Value::Number(number) => format!("number {number}"),
        other => other.to_string(),
    }
}
