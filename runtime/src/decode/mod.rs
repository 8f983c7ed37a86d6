//! From the bytes of an answer to the user's type.

mod mismatch;

use serde::de::{DeserializeOwned, IntoDeserializer, value::UnitDeserializer};
use serde_json::value::RawValue;

use crate::{
    answer::Answer,
    error::{Error, ErrorKind, Executed},
    failure,
};

/// Reads an answer.
///
/// The value is read in one pass over the bytes. Only if that fails is the answer read again: to tell a
/// failure of the script from a value that does not fit, and to accept what JavaScript's single number type
/// makes of an integer.
pub(crate) fn value<T: DeserializeOwned>(http_status: u16, body: &[u8]) -> Result<T, Error> {
    if !(200..300).contains(&http_status) {
        return Err(failure::of_status(http_status, body));
    }
    let read = match serde_json::from_slice::<Answer<T>>(body) {
        Ok(answer) => settle(answer, Ok),
        Err(first) => match serde_json::from_slice::<Answer<&RawValue>>(body) {
            Ok(answer) => settle(answer, |json| mismatch::second_pass(json.get(), first)),
            Err(fault) => Err(no_answer(body, fault)),
        },
    };
    read.map_err(|error| error.with_status(http_status))
}

fn settle<R, T: DeserializeOwned>(
    answer: Answer<R>,
    read: impl FnOnce(R) -> Result<T, Error>,
) -> Result<T, Error> {
    let Answer {
        done,
        response,
        error,
    } = answer;
    if let Some(status) = error {
        return Err(failure::of_script(&status));
    }
    match response {
        Some(response) => match (response.error, response.result) {
            (Some(status), _) => Err(failure::of_script(&status)),
            (None, Some(result)) => read(result),
            (None, None) => nothing(),
        },
        None if done == Some(false) => Err(unfinished()),
        None => Err(Error::new(
            ErrorKind::Transport,
            Executed::Unknown,
            "the answer holds neither a result nor an error",
        )),
    }
}

/// A function that returns nothing, or null, fits whatever reads a null.
fn nothing<T: DeserializeOwned>() -> Result<T, Error> {
    let unit: UnitDeserializer<serde::de::value::Error> = ().into_deserializer();
    T::deserialize(unit).map_err(|_| {
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
}

fn no_answer(body: &[u8], fault: serde_json::Error) -> Error {
    let message = if body.is_empty() {
        "the answer is empty".to_owned()
    } else if fault.is_eof() {
        format!("the answer breaks off after {} bytes", body.len())
    } else {
        "the answer is not one of the Apps Script API".to_owned()
    };
    Error::new(ErrorKind::Transport, Executed::Unknown, message).with_source(fault)
}
