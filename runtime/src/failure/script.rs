//! Failures that arrive with HTTP status 200, where the service took the call.

use super::help;
use crate::{
    answer::{ExecutionError, Status},
    error::{Error, ErrorKind, Executed},
    exception::Exception,
};

/// What the field `code` says when the script's time was over, and when someone cancelled it.
const SCRIPT_TIMEOUT: i64 = 10;
const CANCELLED: i64 = 1;

/// How a failure is to be understood.
struct Meaning {
    kind: ErrorKind,
    executed: Executed,
    help: Option<&'static str>,
}

const fn meaning(kind: ErrorKind, executed: Executed, help: &'static str) -> Meaning {
    Meaning {
        kind,
        executed,
        help: Some(help),
    }
}

/// The error of a call whose script failed.
pub(crate) fn of_script(status: &Status) -> Error {
    let Some(failure) = status.execution_error() else {
        return without_details(status);
    };
    let Meaning { kind, executed, help } = by_code(status.code).unwrap_or_else(|| by_evidence(&failure));
    let exception = Exception::new(failure.error_type.as_deref(), &failure.message, failure.stack);
    let message = match kind {
        ErrorKind::Script => format!("the script threw {exception}"),
        _ => exception.to_string(),
    };
    let error = Error::new(kind, executed, message)
        .with_exception(exception)
        .with_info(status.error_info());
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}

fn without_details(status: &Status) -> Error {
    let message = match status.message.as_str() {
        "" => format!("the script failed with code {} and no message", status.code),
        message => format!("the script failed: {message}"),
    };
    let Meaning { kind, executed, help } = by_code(status.code).unwrap_or(Meaning {
        kind: ErrorKind::Script,
        executed: Executed::Unknown,
        help: None,
    });
    let error = Error::new(kind, executed, message).with_info(status.error_info());
    match help {
        Some(help) => error.with_help(help),
        None => error,
    }
}

fn by_code(code: i64) -> Option<Meaning> {
    match code {
        SCRIPT_TIMEOUT => Some(meaning(ErrorKind::Timeout, Executed::Yes, help::SIX_MINUTES)),
        CANCELLED => Some(meaning(ErrorKind::Service, Executed::Unknown, help::TRY_AGAIN)),
        _ => None,
    }
}

/// A stack proves that the function ran. Without one the service itself speaks, and all that tells its cases
/// apart is their text; where the text is in another language, the case stays an exception of the script.
fn by_evidence(failure: &ExecutionError) -> Meaning {
    let known = if failure.stack.is_empty() {
        by_text_of_refusal(failure).or_else(|| by_text_of_service(failure))
    } else {
        by_text_of_exception(failure)
    };
    let executed = if failure.stack.is_empty() {
        Executed::Unknown
    } else {
        Executed::Yes
    };
    known.unwrap_or(Meaning {
        kind: ErrorKind::Script,
        executed,
        help: None,
    })
}

/// What the service says when it did not start the function. A script may throw a text that quotes one of these,
/// of a call that it made itself, so only a message that begins with it counts.
fn by_text_of_refusal(failure: &ExecutionError) -> Option<Meaning> {
    use Executed::No;
    let table = [
        (
            "Script function not found: ",
            meaning(ErrorKind::NotFound, No, help::FUNCTION),
        ),
        (
            "Service invoked too many times in a short time: exec qps",
            meaning(ErrorKind::RateLimited, No, help::TOO_MANY),
        ),
        (
            "There are too many scripts running simultaneously",
            meaning(ErrorKind::RateLimited, No, help::TOO_MANY),
        ),
    ];
    table
        .into_iter()
        .find(|(beginning, _)| failure.message.starts_with(beginning))
        .map(|(_, meaning)| meaning)
}

fn by_text_of_service(failure: &ExecutionError) -> Option<Meaning> {
    use Executed::{Unknown, Yes};
    let table = [
        (
            "not a supported return type",
            meaning(ErrorKind::UnsupportedReturn, Yes, help::RETURN_TYPE),
        ),
        (
            "Exceeded maximum execution time",
            meaning(ErrorKind::Timeout, Yes, help::SIX_MINUTES),
        ),
        (
            "reading from storage. Error code NOT_FOUND",
            meaning(ErrorKind::NotFound, Unknown, help::STORAGE),
        ),
        (
            "reading from storage. Error code PERMISSION_DENIED",
            meaning(ErrorKind::Denied, Unknown, help::SAME_PROJECT),
        ),
        (
            "Authorization is required to perform that action",
            meaning(ErrorKind::Auth, Unknown, help::TOKEN_EXPIRED),
        ),
        (
            "not allowed when invoked through the Google Apps Script Execution API",
            meaning(ErrorKind::Denied, Unknown, help::FORBIDDEN_ACTION),
        ),
        (
            "a server error occurred",
            meaning(ErrorKind::Service, Unknown, help::TRY_AGAIN),
        ),
    ];
    first_in(table, &failure.message)
}

/// Only the services of Google throw `Exception`; an error of the script's own may quote any text.
fn by_text_of_exception(failure: &ExecutionError) -> Option<Meaning> {
    use Executed::Yes;
    let text = &failure.message;
    if text.starts_with("User-rate limit exceeded") {
        return Some(meaning(ErrorKind::RateLimited, Yes, help::QUOTA));
    }
    if !text.starts_with("Exception: ") {
        return None;
    }
    let table = [
        (
            "You do not have permission to call",
            meaning(ErrorKind::Denied, Yes, help::SCOPES),
        ),
        (
            "Service invoked too many times",
            meaning(ErrorKind::RateLimited, Yes, help::QUOTA),
        ),
        (
            "User-rate limit exceeded",
            meaning(ErrorKind::RateLimited, Yes, help::QUOTA),
        ),
        (
            "not allowed when invoked through the Google Apps Script Execution API",
            meaning(ErrorKind::Denied, Yes, help::FORBIDDEN_ACTION),
        ),
    ];
    first_in(table, text)
}

fn first_in<const N: usize>(table: [(&str, Meaning); N], text: &str) -> Option<Meaning> {
    table
        .into_iter()
        .find(|(part, _)| text.contains(part))
        .map(|(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    use super::{by_evidence, help};
    use crate::{
        answer::ExecutionError,
        error::{ErrorKind, Executed},
    };

    #[test]
    fn only_the_service_itself_says_that_nothing_started() {
        let refusal = "Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.";
        let quoted = format!("the other script failed: {refusal}");
        for (message, kind, executed) in [
            (refusal, ErrorKind::RateLimited, Executed::No),
            (&*quoted, ErrorKind::Script, Executed::Unknown),
        ] {
            let failure = ExecutionError {
                message: message.to_owned(),
                error_type: Some("ScriptError".to_owned()),
                stack: Vec::new(),
            };
            let meaning = by_evidence(&failure);
            assert_eq!((meaning.kind, meaning.executed), (kind, executed), "{message}");
            assert_eq!(meaning.help == Some(help::TOO_MANY), executed == Executed::No);
        }
    }
}
