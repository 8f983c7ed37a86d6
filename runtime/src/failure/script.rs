//! Failures that arrive with HTTP status 200, where the service took the call.

use super::{
    help,
    sentences::{self, Meaning},
};
use crate::{
    answer::Status,
    error::{Error, ErrorKind, Executed},
    exception::Exception,
};

/// What the field `code` says when the script's time was over, and when someone cancelled it.
const SCRIPT_TIMEOUT: i64 = 10;
const CANCELLED: i64 = 1;

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
    let exception = Exception::new(failure.error_type.as_deref(), &failure.message, failure.stack);
    let Meaning { kind, executed, help } = by_code(status.code).unwrap_or_else(|| by_evidence(&exception));
    let message = match kind {
        ErrorKind::Script => format!("the script threw {}", exception.text()),
        _ => exception.text(),
    };
    let error = Error::new(kind, executed, message)
        .with_exception(exception)
        .with_info(status.error_info())
        .with_retry_after(status.retry_delay());
    match help.or_else(|| help_for_thrown(&error)) {
        Some(help) => error.with_help(help),
        None => error,
    }
}

/// JavaScript makes this text of an object; what was in it does not arrive.
fn help_for_thrown(error: &Error) -> Option<&'static str> {
    let is_object = error.exception()?.message.contains("[object Object]");
    is_object.then_some(help::THROWN_OBJECT)
}

fn without_details(status: &Status) -> Error {
    let message = match status.message.as_str() {
        "" => format!("the script failed with code {} and no message", status.code),
        message => format!("the script failed: {message}"),
    };
    let text = Exception::new(None, &status.message, Vec::new());
    let Meaning { kind, executed, help } = by_code(status.code).unwrap_or_else(|| by_evidence(&text));
    let error = Error::new(kind, executed, message)
        .with_info(status.error_info())
        .with_retry_after(status.retry_delay());
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

/// A sentence of Google's means what the table says; everything else is an exception of the script, and a stack
/// proves that the function ran.
fn by_evidence(exception: &Exception) -> Meaning {
    sentences::meaning(exception).unwrap_or(Meaning {
        kind: ErrorKind::Script,
        executed: if exception.stack.is_empty() {
            Executed::Unknown
        } else {
            Executed::Yes
        },
        help: None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{
        answer::Answer,
        error::{Error, ErrorKind},
    };

    fn thrown(message: &str) -> Error {
        let body = json!({"error": {"code": 3, "details": [{"errorMessage": message}]}}).to_string();
        super::of_script(&Answer::of_any_value(&body).unwrap().status().unwrap())
    }

    #[test]
    fn a_thrown_object_gets_the_help_to_throw_its_json() {
        for message in [
            "[object Object]",
            "Error: [object Object]",
            "Error: refused: [object Object]",
        ] {
            let error = thrown(message);
            assert_eq!(error.kind(), ErrorKind::Script, "{message}");
            let help = error.help().unwrap();
            assert!(
                help.contains("throw new Error(JSON.stringify(") && help.contains("Error::script"),
                "{help}"
            );
        }
        assert_eq!(thrown("Error: [object Window]").help(), None);
    }

    #[test]
    fn a_sentence_of_google_counts_without_details_too() {
        let body =
            json!({"error": {"message": "Authorization is required to perform that action."}}).to_string();
        let error = super::of_script(&Answer::of_any_value(&body).unwrap().status().unwrap());
        assert_eq!(error.kind(), ErrorKind::Auth);
    }
}
