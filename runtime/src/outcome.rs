use serde::de::DeserializeOwned;

use crate::error::Error;

/// What a method that calls a script may return: any `Result` whose value can be read and whose error can be
/// made of an [`Error`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the return type of a method that calls a script",
    label = "this is no `Result`",
    note = "write `apps_script::Result<T>`, or any `Result<T, E>` with `T: serde::de::DeserializeOwned` and `E: From<apps_script::Error>`"
)]
pub trait Outcome: Sized {
    /// What the script's return value becomes.
    type Value: DeserializeOwned;

    /// From what the call ended with.
    fn from_result(result: Result<Self::Value, Error>) -> Self;
}

impl<T: DeserializeOwned, E: From<Error>> Outcome for Result<T, E> {
    type Value = T;

    fn from_result(result: Result<T, Error>) -> Self {
        result.map_err(E::from)
    }
}
