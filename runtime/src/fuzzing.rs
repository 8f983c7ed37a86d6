//! What the fuzzers reach of the inside. It is there only where cargo-fuzz sets `cfg(fuzzing)`.

use crate::{credentials, decode, error::Error};

/// Reads every kind of credential file from one text.
pub fn read_credentials(text: &str) {
    credentials::read_any(text);
}

/// Reads an answer as a generated client does.
///
/// # Errors
///
/// If the answer is a failure, or its value does not fit.
pub fn decode<T: serde::de::DeserializeOwned>(http_status: u16, body: &[u8]) -> Result<T, Error> {
    decode::value(http_status, body)
}
