//! From the bytes of an answer to the user's type.

mod fault;
mod foreign;
mod javascript;
mod mismatch;

use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use self::javascript::JavaScript;
use crate::{
    answer::Answer,
    error::{Error, ErrorKind, Executed},
    failure,
};

/// Reads an answer.
///
/// The value is read in one pass over the text. Only if that fails is the answer read again: to tell a failure of the
/// script from a value that does not fit, and to say where in the value the fault is.
pub(crate) fn value<T: DeserializeOwned>(http_status: u16, body: &[u8]) -> Result<T, Error> {
    if !(200..300).contains(&http_status) {
        return Err(failure::of_status(http_status, body));
    }
    let read = match std::str::from_utf8(body) {
        Ok(text) => from_text(text),
        Err(fault) => Err(foreign::not_utf8(body, fault)),
    };
    read.map_err(|error| error.with_status(http_status))
}

fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    match serde_json::from_str::<Answer<Returned<T>>>(text) {
        Ok(answer) => settle(answer, |Returned(value)| Ok(value)),
        Err(_) => match Answer::of_any_value(text) {
            Ok(answer) => settle(answer, |json| mismatch::second_pass(json.get())),
            Err(fault) => Err(foreign::not_an_answer(text, fault)),
        },
    }
}

/// Reads a JSON text that a script wrote itself.
pub(crate) fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok().map(|Returned(value)| value)
}

/// What a function returned.
struct Returned<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Returned<T> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        T::deserialize(JavaScript::whole(json)).map(Self)
    }
}

fn settle<R, T: DeserializeOwned>(
    answer: Answer<R>,
    read: impl FnOnce(R) -> Result<T, Error>,
) -> Result<T, Error> {
    if let Some(status) = answer.status() {
        return Err(failure::of_script(&status));
    }
    let is_unfinished = answer.is_unfinished();
    match answer.response {
        Some(response) => match response.result {
            Some(result) => read(result),
            None => nothing(),
        },
        None if is_unfinished => Err(unfinished()),
        None => Err(foreign::neither_result_nor_error()),
    }
}

/// A function that returns nothing, or null, fits whatever reads a null.
fn nothing<T: DeserializeOwned>() -> Result<T, Error> {
    let read = serde_json::from_str("null").map(|Returned(value)| value);
    read.map_err(|_| {
        let expected = std::any::type_name::<T>();
        Error::new(
            ErrorKind::Decode,
            Executed::Yes,
            format!("result: expected {expected}, but the function returned nothing or null"),
        )
        .with_help(
            "let the script return a value on every path, or use `Option<T>` or `()` as the method's type",
        )
    })
}

fn unfinished() -> Error {
    Error::new(
        ErrorKind::Service,
        Executed::Unknown,
        "the service answered before the script had finished",
    )
    .with_help("the function may still be running: look at the script's executions before you call again")
}

#[cfg(test)]
mod tests;
