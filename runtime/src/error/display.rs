use std::{error::Error as StdError, fmt};

use super::{Error, Inner};
use crate::{exception::Exception, one_line::OneLine};

/// How many characters of a message are shown, and of each other text.
const MESSAGE: usize = 1000;
const DETAIL: usize = 2000;

/// How many calls of a stack are shown.
const FRAMES: usize = 30;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(target) = &inner.target {
            write!(f, "{target}: ")?;
        }
        let message = OneLine::new(&inner.message, MESSAGE);
        write!(f, "{message}")?;
        if message.left_out() > 0 {
            write!(
                f,
                " ({} more characters are in `Error::message`)",
                message.left_out()
            )?;
        }
        if inner.tries > 1 {
            write!(f, " (after {} tries)", inner.tries)?;
        }
        if f.alternate() { details(inner, f) } else { Ok(()) }
    }
}

/// What follows the message, each on lines of its own.
fn details(inner: &Inner, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(exception) = &inner.exception {
        stack(exception, f)?;
    }
    if let Some(cause) = innermost(inner.source.as_deref()) {
        let cause = cause.to_string();
        if !inner.message.contains(&cause) {
            write!(f, "\ncause: {}", OneLine::new(&cause, DETAIL))?;
        }
    }
    match &inner.help {
        Some(help) => write!(f, "\nhelp: {}", OneLine::new(help, DETAIL)),
        None => Ok(()),
    }
}

fn stack(exception: &Exception, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for frame in exception.stack.iter().take(FRAMES) {
        write!(f, "\n    at {frame}")?;
    }
    match exception.stack.len().saturating_sub(FRAMES) {
        0 => Ok(()),
        more => write!(f, "\n    … and {more} more"),
    }
}

fn innermost<'a>(
    source: Option<&'a (dyn StdError + Send + Sync + 'static)>,
) -> Option<&'a (dyn StdError + 'static)> {
    let mut cause: &(dyn StdError + 'static) = source?;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    Some(cause)
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            kind,
            executed,
            message,
            help,
            target,
            status,
            exception,
            info,
            tries,
            retry_after,
            source,
        } = &*self.0;
        f.debug_struct("Error")
            .field("kind", kind)
            .field("executed", executed)
            .field("message", message)
            .field("help", help)
            .field("target", target)
            .field("status", status)
            .field("exception", exception)
            .field("info", info)
            .field("tries", tries)
            .field("retry_after", retry_after)
            .field("source", source)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use crate::{
        error::{Error, ErrorKind},
        exception::Exception,
        target::Target,
    };

    fn target(function: &'static str) -> Target {
        Target {
            id: "AKfycbx".into(),
            function: function.into(),
        }
    }

    #[test]
    fn is_one_line_of_bounded_length_whatever_came() {
        let hostile = format!("\u{1b}[2J\r\n\u{202e}{}", "é".repeat(100_000));
        let mut exception = Exception::simulated(hostile.clone(), hostile.clone());
        for _ in 0..1000 {
            exception = exception.with_frame(hostile.clone(), 1);
        }
        let error = Error::simulated(ErrorKind::Script, hostile.clone())
            .with_exception(exception)
            .with_target(&target("f\u{1b}\n"))
            .with_help(hostile.clone())
            .with_tries(2);
        let line = error.to_string();
        assert!(
            line.starts_with(r"`f\u{1b}\n` of deployment AKfycbx: \u{1b}[2J\r\n\u{202e}é"),
            "{line}"
        );
        assert!(
            line.ends_with("é… (99007 more characters are in `Error::message`) (after 2 tries)"),
            "{line}"
        );
        assert_eq!(error.message(), hostile);
        let exception = error.exception().unwrap();
        for text in [line, exception.to_string(), exception.stack[0].to_string()] {
            assert!(!text.contains(['\u{1b}', '\r', '\n', '\u{202e}']), "{text}");
            assert!(text.chars().count() < 1200, "{}", text.chars().count());
        }
        let whole = format!("{error:#}");
        assert!(whole.contains("\n    … and 970 more\n"), "{whole}");
        assert!(!whole.contains(['\u{1b}', '\r', '\u{202e}']), "{whole}");
        assert!(whole.chars().count() < 12_000, "{}", whole.chars().count());
    }

    #[test]
    fn shows_stack_innermost_cause_and_help() {
        let cause = crate::credentials::TokenError::new("the handshake failed")
            .with_source(io::Error::other("invalid peer certificate: UnknownIssuer"));
        let error = Error::simulated(ErrorKind::Transport, "the service cannot be reached")
            .with_exception(
                Exception::simulated("Error", "no")
                    .with_frame("", 3)
                    .with_frame("f", 7),
            )
            .with_source(cause)
            .with_help("install its CA");
        assert_eq!(error.to_string(), "the service cannot be reached");
        assert_eq!(
            format!("{error:#}"),
            "the service cannot be reached\n    at (anonymous) (line 3)\n    at f (line 7)\ncause: invalid peer \
             certificate: UnknownIssuer\nhelp: install its CA"
        );
    }

    #[test]
    fn shows_no_cause_that_the_message_has() {
        let error = Error::simulated(ErrorKind::Auth, "no access token: revoked")
            .with_source(io::Error::other("revoked"));
        assert_eq!(format!("{error:#}"), "no access token: revoked");
    }
}
