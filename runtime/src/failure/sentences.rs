//! Google's sentences about executions, and what each of them means.
//!
//! One row is one complete sentence. A text that only begins with a sentence, ends with it or quotes it is not
//! recognised: it may be what a script wrote about a call that it made itself. The service translates many of
//! its texts into the user's language, and those stay exceptions of the script, which are never repeated.
//!
//! Sources: <https://developers.google.com/apps-script/guides/services/quotas> (exception messages),
//! <https://developers.google.com/apps-script/api/how-tos/execute>, public logs of `scripts.run`, and the list that
//! <https://github.com/RomainVialard/ErrorHandler> keeps.

use super::help;
use crate::{
    error::{
        ErrorKind::{self, Auth, Denied, NotFound, RateLimited, Service, Timeout, UnsupportedReturn},
        Executed::{self, No, Unknown, Yes},
    },
    exception::Exception,
};

/// How a failure is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) kind: ErrorKind,
    pub(super) executed: Executed,
    pub(super) help: Option<&'static str>,
}

/// Who says a sentence, as far as class and stack tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaker {
    /// The service that starts scripts: its texts come without a stack and without a class.
    Execution,
    /// A service that the script called: its texts are exceptions of the class `Exception`, or have a stack and
    /// no class. Those of advanced services are `GoogleJsonResponseException`s.
    Callee,
    /// Either of the two.
    Either,
}

use Speaker::{Callee, Either, Execution};

/// One sentence of Google's.
struct Sentence {
    /// `{function}` is a function's name; `{text}` is anything on one line.
    text: &'static str,
    speaker: Speaker,
    kind: ErrorKind,
    /// Without a stack; a stack proves that the function ran.
    executed: Executed,
    help: &'static str,
}

const fn row(
    text: &'static str,
    speaker: Speaker,
    kind: ErrorKind,
    executed: Executed,
    help: &'static str,
) -> Sentence {
    Sentence {
        text,
        speaker,
        kind,
        executed,
        help,
    }
}

/// The first row that fits counts.
#[rustfmt::skip]
const SENTENCES: &[Sentence] = &[
    // Refusals at the start of an execution. `No` lets a call be repeated, so these rows are compared to the
    // last character, and `{text}` is not allowed in them.
    row("Script function not found: {function}", Execution, NotFound, No, help::FUNCTION),
    row("Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.", Execution, RateLimited, No, help::TOO_MANY),
    row("Script invoked too many times per second for this Google user account.", Execution, RateLimited, No, help::TOO_MANY),
    row("There are too many scripts running simultaneously for this Google user account.", Execution, RateLimited, No, help::TOO_MANY),

    // The end of an execution.
    row("The script completed but the returned value is not a supported return type.", Execution, UnsupportedReturn, Yes, help::RETURN_TYPE),
    row("Exceeded maximum execution time.", Either, Timeout, Yes, help::SIX_MINUTES),

    // Failures at an unknown point of an execution, or in a service that the script called.
    row("We're sorry, a server error occurred while reading from storage. Error code NOT_FOUND.", Either, NotFound, Unknown, help::STORAGE),
    row("We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.", Either, Denied, Unknown, help::SAME_PROJECT),
    row("We're sorry, a server error occurred while reading from storage. Error code {text}.", Either, Service, Unknown, help::TRY_AGAIN),
    row("We're sorry, a server error occurred. Please wait a bit and try again.", Either, Service, Unknown, help::TRY_AGAIN),
    row("Authorization is required to perform that action.", Either, Auth, Unknown, help::TOKEN_EXPIRED),
    row("Authorization is required to perform that action. Please run the script again to authorize it.", Either, Auth, Unknown, help::TOKEN_EXPIRED),
    row("Script has attempted to perform an action that is not allowed when invoked through the Google Apps Script Execution API.", Either, Denied, Unknown, help::FORBIDDEN_ACTION),

    // Failures of a service that the script called: also without a stack, the script must have come that far. What is
    // short enough to be a text of the script's own is an exception of a service only with its class or a stack.
    row("Service {text} timed out while accessing document {text}.", Either, Service, Yes, help::SERVICE),
    row("Service {text} failed while accessing document {text}.", Either, Service, Yes, help::SERVICE),
    row("Service timed out: {text}.", Callee, Service, Yes, help::SERVICE),
    row("Service unavailable: {text}.", Callee, Service, Yes, help::SERVICE),
    row("Service error: {text}.", Callee, Service, Yes, help::SERVICE),

    // Quotas and limits of such a service.
    row("Service using too much computer time for one day.", Either, RateLimited, Yes, help::QUOTA),
    row("Service invoked too many times for one day: {text}.", Either, RateLimited, Yes, help::QUOTA),
    row("Service invoked too many times for one day.", Either, RateLimited, Yes, help::QUOTA),
    row("Service invoked too many times in a short time: {text}. Try Utilities.sleep(1000) between calls.", Callee, RateLimited, Yes, help::QUOTA),
    row("Service invoked too many times in a short time: {text}.", Callee, RateLimited, Yes, help::QUOTA),
    row("Service invoked too many times: {text}.", Callee, RateLimited, Yes, help::QUOTA),
    row("There are too many LockService operations against the same script.", Either, RateLimited, Yes, help::QUOTA),
    row("User-rate limit exceeded. Retry after {text}", Either, RateLimited, Yes, help::QUOTA),
    row("Limit Exceeded: {text}.", Callee, RateLimited, Yes, help::QUOTA),
    row("Limit exceeded: {text}.", Callee, RateLimited, Yes, help::QUOTA),
    row("API call to {text} failed with error: User-rate limit exceeded. Retry after {text}", Callee, RateLimited, Yes, help::QUOTA),
    row("API call to {text} failed with error: Quota exceeded for {text}", Callee, RateLimited, Yes, help::QUOTA),
    row("API call to {text} failed with error: Rate Limit Exceeded", Callee, RateLimited, Yes, help::QUOTA),

    // Other exceptions of services.
    row("You do not have permission to call {text}", Callee, Denied, Yes, help::SCOPES),
];

/// What Google means by `exception`; `None` if it is not one of Google's sentences.
pub(super) fn meaning(exception: &Exception) -> Option<Meaning> {
    let speaker = speaker(exception)?;
    let ran = !exception.stack.is_empty();
    SENTENCES
        .iter()
        .filter(|sentence| sentence.speaker == Either || sentence.speaker == speaker)
        .find(|sentence| sentence.is(&exception.message))
        .map(|sentence| Meaning {
            kind: sentence.kind,
            executed: if ran { Yes } else { sentence.executed },
            help: Some(sentence.help),
        })
}

/// `None` if the script itself speaks: an exception of any other class may quote any text.
fn speaker(exception: &Exception) -> Option<Speaker> {
    match exception.class.as_deref() {
        None if exception.stack.is_empty() => Some(Execution),
        None | Some("Exception" | "GoogleJsonResponseException") => Some(Callee),
        Some(_) => None,
    }
}

impl Sentence {
    fn is(&self, message: &str) -> bool {
        if self.executed == No {
            return fits(self.text, message);
        }
        // Public logs show these with and without the full stop at the end, and with one or two spaces after others.
        let message = message.replace("  ", " ");
        fits(
            self.text.trim_end_matches('.'),
            message.trim().trim_end_matches('.'),
        )
    }
}

/// Whether the whole of `text` is `template`, with something in each place between braces.
fn fits(template: &str, text: &str) -> bool {
    let Some((before, rest)) = template.split_once('{') else {
        return template == text;
    };
    let Some((place, after)) = rest.split_once('}') else {
        return false;
    };
    let Some(text) = text.strip_prefix(before) else {
        return false;
    };
    let next = after.split('{').next().unwrap_or_default();
    let end = if next.len() == after.len() {
        text.strip_suffix(next).map(str::len)
    } else {
        text.find(next)
    };
    let Some((value, rest)) = end.and_then(|end| text.split_at_checked(end)) else {
        return false;
    };
    is_value(place, value) && fits(after, rest)
}

fn is_value(place: &str, value: &str) -> bool {
    let forbidden: fn(char) -> bool = match place {
        "function" => char::is_whitespace,
        _ => char::is_control,
    };
    !value.is_empty() && !value.contains(forbidden)
}

#[cfg(test)]
mod tests {
    use super::{Callee, Either, Execution, Meaning, SENTENCES, fits, meaning};
    use crate::{
        error::{ErrorKind, Executed},
        exception::{Exception, StackFrame},
    };

    const EXEC_QPS: &str =
        "Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.";

    fn read(text: &str, has_stack: bool) -> Option<Meaning> {
        let frame = || StackFrame {
            function: "f".to_owned(),
            line: Some(1),
        };
        let stack = has_stack.then(frame).into_iter().collect();
        meaning(&Exception::new(Some("ScriptError"), text, stack))
    }

    /// The sentence with something in its places.
    fn example(template: &str) -> String {
        template.replace("{function}", "f").replace("{text}", "x")
    }

    #[test]
    fn every_sentence_is_read_as_its_own_row_says() {
        for row in SENTENCES {
            let text = match row.speaker {
                Execution | Either => example(row.text),
                Callee => format!("Exception: {}", example(row.text)),
            };
            let found = read(&text, false).unwrap();
            assert_eq!(
                (found.kind, found.executed, found.help),
                (row.kind, row.executed, Some(row.help)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_refusal_is_recognised_only_if_nothing_is_added_or_missing() {
        for row in SENTENCES.iter().filter(|row| row.executed == Executed::No) {
            assert_eq!(row.speaker, Execution, "{}", row.text);
            assert!(!row.text.contains("{text}"), "{}", row.text);
            let sentence = example(row.text);
            let (all_but_last, _) = sentence.split_at(sentence.len() - 1);
            for text in [
                all_but_last.to_owned(),
                format!("the other script failed: {sentence}"),
                format!("{sentence} So order 7 was not sent."),
                format!("{sentence}\nat f"),
                format!("\"{sentence}\""),
                format!("Error: {sentence}"),
                format!("Exception: {sentence}"),
                sentence.to_uppercase(),
            ] {
                let found = read(&text, false).map(|meaning| meaning.executed);
                assert_ne!(found, Some(Executed::No), "{text}");
            }
            let found = read(&sentence, true).map(|meaning| meaning.executed);
            assert_ne!(found, Some(Executed::No), "{sentence}, with a stack");
        }
    }

    #[test]
    fn a_stack_proves_that_the_function_ran() {
        for row in SENTENCES.iter().filter(|row| row.speaker != Execution) {
            let text = format!("Exception: {}", example(row.text));
            assert_eq!(
                read(&text, true).map(|meaning| meaning.executed),
                Some(Executed::Yes),
                "{text}"
            );
        }
    }

    #[test]
    fn the_same_words_of_another_service_are_not_a_refusal() {
        let calendar = EXEC_QPS.replace("exec qps", "calendar");
        assert_eq!(read(&calendar, false), None);
        let found = read(&format!("Exception: {calendar}"), true).unwrap();
        assert_eq!(
            (found.kind, found.executed),
            (ErrorKind::RateLimited, Executed::Yes)
        );
    }

    #[test]
    fn reads_what_was_seen_in_public() {
        use crate::error::{
            ErrorKind::{Auth, RateLimited, Service},
            Executed::{Unknown, Yes},
        };
        const DOCUMENT: &str = "document with id ExampleId.";
        for (text, has_stack, expected) in [
            (
                "Exception: Service Spreadsheets timed out while accessing {}",
                true,
                Some((Service, Yes)),
            ),
            (
                "Service Spreadsheets failed while accessing {}",
                false,
                Some((Service, Yes)),
            ),
            (
                "Exception: Service error: Spreadsheets",
                true,
                Some((Service, Yes)),
            ),
            ("Service error: our own", false, None),
            ("Error: Service error: our own", true, None),
            (
                "Exception: We're sorry, a server error occurred. Please wait a bit and try again.",
                true,
                Some((Service, Yes)),
            ),
            (
                "We're sorry, a server error occurred. Please wait a bit and try again.",
                false,
                Some((Service, Unknown)),
            ),
            (
                "Exception: Service using too much computer time for one day",
                true,
                Some((RateLimited, Yes)),
            ),
            (
                "Service using too much computer time for one day.",
                false,
                Some((RateLimited, Yes)),
            ),
            (
                "Exception: There are too many LockService operations against the same script.",
                true,
                Some((RateLimited, Yes)),
            ),
            (
                "Exception: Limit Exceeded: Email Body Size.",
                true,
                Some((RateLimited, Yes)),
            ),
            (
                "GoogleJsonResponseException: API call to gmail.users.messages.send failed with error: User-rate limit \
                 exceeded.  Retry after 2026-11-25T10:00:00.000Z",
                true,
                Some((RateLimited, Yes)),
            ),
            (
                "GoogleJsonResponseException: API call to sheets.spreadsheets.values.get failed with error: Quota \
                 exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user'",
                true,
                Some((RateLimited, Yes)),
            ),
            (
                "GoogleJsonResponseException: API call to drive.files.get failed with error: File not found: x",
                true,
                None,
            ),
            (
                "Exception: Authorization is required to perform that action.",
                true,
                Some((Auth, Yes)),
            ),
            (
                "Authorization is required to perform that action. Please run the script again to authorize it.",
                false,
                Some((Auth, Unknown)),
            ),
        ] {
            let text = text.replace("{}", DOCUMENT);
            let found = read(&text, has_stack);
            assert_eq!(
                found.map(|meaning| (meaning.kind, meaning.executed)),
                expected,
                "{text}"
            );
            assert!(found.is_none_or(|meaning| meaning.help.is_some()), "{text}");
        }
    }

    #[test]
    fn a_place_holds_text_and_the_rest_must_be_there() {
        for (template, text, expected) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("a {text}.", "a b.", true),
            ("a {text}.", "a b. c.", true),
            ("a {text}.", "a .", false),
            ("a {text}.", "a b", false),
            ("a {text}.", "a b\nc.", false),
            ("a {text} of {text}", "a b of c", true),
            ("a {text} of {text}", "a b or c", false),
            ("a {text} of {text}", "a é of ü", true),
            ("{function}", "Stock.adjust", true),
            ("{function}", "two words", false),
            ("{function}", "", false),
        ] {
            assert_eq!(fits(template, text), expected, "{template} / {text}");
        }
    }
}
