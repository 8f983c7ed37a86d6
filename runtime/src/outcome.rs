use serde::de::DeserializeOwned;

use crate::{decode, error::Error, send::Decode};

/// What a method that calls a script may return: any `Result` whose value can be read and whose error can be
/// made of an [`Error`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the return type of a method that calls a script",
    label = "this is no `Result`",
    note = "write `apps_script::Result<T>`, or any `Result<T, E>` with `T: serde::de::DeserializeOwned` and `E: From<apps_script::Error>`"
)]
pub trait Outcome: Sized {
    /// From an answer: its HTTP status and its whole body.
    ///
    /// # Errors
    ///
    /// What the answer says in place of a value, or why its value does not fit.
    fn decode(http_status: u16, body: &[u8]) -> Result<Self, Error>;

    /// From what the call failed with.
    fn failed(error: Error) -> Self;
}

/// What the value of an [`Outcome`] must be: `DeserializeOwned`, under a name that can say what to do.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from the answer of a script",
    label = "`{Self}` does not implement `serde::de::DeserializeOwned`",
    note = "derive `serde::Deserialize` for `{Self}`, without borrowed fields; in a crate of others, look for a feature `serde`"
)]
pub trait Readable: DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Readable for T {}

/// What the error of an [`Outcome`] must be: made of an [`Error`], under a name that can say what to do.
#[diagnostic::on_unimplemented(
    message = "a call cannot fail with `{Self}`, which is not made of an `apps_script::Error`",
    label = "`{Self}` does not implement `From<apps_script::Error>`",
    note = "write `impl From<apps_script::Error> for {Self}`, or use `apps_script::Result<T>`"
)]
pub trait Failure: From<Error> {}

#[diagnostic::do_not_recommend]
impl<E: From<Error>> Failure for E {}

impl<T: Readable, E: Failure> Outcome for Result<T, E> {
    fn decode(http_status: u16, body: &[u8]) -> Result<Self, Error> {
        decode::value(http_status, body).map(Ok)
    }

    fn failed(error: Error) -> Self {
        Err(E::from(error))
    }
}

/// How a call ends in an `R`. It asks everything of `R` where it is made, and nothing where it is used.
#[derive(Clone, Copy)]
pub struct Ending<R> {
    pub(crate) decode: Decode<R>,
    pub(crate) failed: fn(Error) -> R,
}

/// The one way to end in an `R`. A function, since the error about a bound of a function is in the words of
/// [`Outcome`].
#[must_use]
pub const fn ending<R: Outcome>() -> Ending<R> {
    Ending {
        decode: R::decode,
        failed: R::failed,
    }
}
