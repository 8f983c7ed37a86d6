//! The second look at a value that did not fit at once.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use crate::error::{Error, ErrorKind, Executed};

/// Below it every integral float is exactly one integer.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Reads the value with integral floats as integers; names the place of what still does not fit.
pub(super) fn second_pass<T: DeserializeOwned>(json: &str, first: serde_json::Error) -> Result<T, Error> {
    let Ok(mut value) = serde_json::from_str::<Value>(json) else {
        return Err(mismatch(first.to_string()).with_source(first));
    };
    integers_as_such(&mut value);
    serde_path_to_error::deserialize(&value).map_err(|error| {
        let place = place(&error.path().to_string());
        let cause = error.into_inner();
        mismatch(format!("{place}: {}", expected_and_found(&cause.to_string()))).with_source(cause)
    })
}

fn mismatch(message: String) -> Error {
    Error::new(ErrorKind::Decode, Executed::Yes, message)
        .with_help("the function has run: change the method's return type, or what the script returns")
}

fn place(path: &str) -> String {
    match path {
        "." | "" => "result".to_owned(),
        path if path.starts_with('[') => format!("result{path}"),
        path => format!("result.{path}"),
    }
}

/// serde says `invalid type: string "n/a", expected f64`.
fn expected_and_found(message: &str) -> String {
    let fault = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "));
    match fault.and_then(|fault| fault.rsplit_once(", expected ")) {
        Some((found, expected)) => format!("expected {expected}, found {found}"),
        None => message.to_owned(),
    }
}

fn integers_as_such(value: &mut Value) {
    match value {
        Value::Number(number) => *number = integer_as_such(number),
        Value::Array(elements) => elements.iter_mut().for_each(integers_as_such),
        Value::Object(fields) => fields.values_mut().for_each(integers_as_such),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn integer_as_such(number: &Number) -> Number {
    match number.as_f64().filter(|_| number.is_f64()) {
        Some(float) if float.fract() == 0.0 && float.abs() <= MAX_SAFE_INTEGER => {
            // In this range the text of an integral float without its fraction is the integer.
            format!("{float:.0}")
                .parse::<i64>()
                .map_or_else(|_| number.clone(), Number::from)
        }
        _ => number.clone(),
    }
}
