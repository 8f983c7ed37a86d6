use std::fmt;

use crate::one_line::OneLine;

/// How many characters of a message and of a function's name are shown.
const MESSAGE: usize = 1000;
const NAME: usize = 200;

/// What a script threw.
///
/// The service has had two generations of failures: the older one names the exception's class in a field of
/// its own, the newer one in front of the message. Both are read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exception {
    /// `TypeError`, `Error`, `Exception` (a service of Google's failed) or the script's own class, where known.
    pub class: Option<String>,
    /// What the exception says, in the language of the user whose token it is.
    pub message: String,
    /// The calls that led there, deepest first. The service tells neither file nor column.
    pub stack: Vec<StackFrame>,
}

/// One call on the way to an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StackFrame {
    /// The function's name; empty where the service names none.
    pub function: String,
    /// The line in the function's file, counted from 1.
    pub line: Option<u32>,
}

/// Google's machine-readable reason for refusing a call (`google.rpc.ErrorInfo`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorInfo {
    /// Such as `SERVICE_DISABLED`.
    pub reason: String,
    /// Such as `googleapis.com`.
    pub domain: String,
    /// Such as the project in which the API is switched off.
    pub metadata: std::collections::BTreeMap<String, String>,
}

impl Exception {
    /// Reads the class out of `errorType`, or out of the front of the message.
    pub(crate) fn new(error_type: Option<&str>, message: &str, stack: Vec<StackFrame>) -> Self {
        let (class, message) = match (error_type, class_in_front(message, !stack.is_empty())) {
            (Some(class), _) if class != "ScriptError" && !class.is_empty() => {
                let behind = message
                    .strip_prefix(class)
                    .and_then(|rest| rest.trim_start().strip_prefix(": "));
                (Some(class), behind.unwrap_or(message))
            }
            (_, Some((class, behind))) => (Some(class), behind),
            _ => (None, message),
        };
        Self {
            class: class.map(str::to_owned),
            message: message.to_owned(),
            stack,
        }
    }
}

/// `TypeError: x` is the class `TypeError` with the message `x`; in some languages a space stands before the
/// colon. What has a stack is an error that was thrown, so there any name is a class; without a stack, the text may
/// be the service's own, or a text that was thrown, so there the name must say that it is one.
fn class_in_front(message: &str, has_stack: bool) -> Option<(&str, &str)> {
    let (class, behind) = message.split_once(':')?;
    let class = class.trim_end();
    let is_name = class.starts_with(|letter: char| letter.is_ascii_uppercase())
        && class
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$');
    let is_class = has_stack || class.ends_with("Error") || class.ends_with("Exception");
    (is_name && is_class).then(|| (class, behind.trim_start()))
}

impl Exception {
    /// An exception for a test: see [`Error::with_exception`](crate::Error::with_exception).
    ///
    /// ```
    /// let thrown = apps_script::Exception::simulated("TypeError", "no sheet").with_frame("read", 12);
    /// assert_eq!(thrown.to_string(), "TypeError: no sheet");
    /// assert_eq!(thrown.stack[0].line, Some(12));
    /// ```
    #[must_use]
    pub fn simulated(class: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            class: Some(class.into()),
            message: message.into(),
            stack: Vec::new(),
        }
    }

    /// The same exception with one call more at the outer end of its stack. For tests.
    ///
    /// ```
    /// let thrown = apps_script::Exception::simulated("Error", "no")
    ///     .with_frame("inner", 10)
    ///     .with_frame("outer", 3);
    /// assert_eq!(thrown.stack[1].to_string(), "outer (line 3)");
    /// ```
    #[must_use]
    pub fn with_frame(mut self, function: impl Into<String>, line: u32) -> Self {
        self.stack.push(StackFrame {
            function: function.into(),
            line: Some(line),
        });
        self
    }

    /// Class and message, whole and as they came.
    pub(crate) fn text(&self) -> String {
        match &self.class {
            Some(class) => format!("{class}: {}", self.message),
            None => self.message.clone(),
        }
    }
}

/// Class and message on one line, as in the `Display` of [`Error`](crate::Error).
impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        OneLine::new(&self.text(), MESSAGE).fmt(f)
    }
}

impl fmt::Display for StackFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.function.as_str() {
            "" => f.write_str("(anonymous)")?,
            name => OneLine::new(name, NAME).fmt(f)?,
        }
        match self.line {
            Some(line) => write!(f, " (line {line})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Exception, StackFrame};

    #[test]
    fn a_thrown_error_may_have_any_class() {
        let frame = || StackFrame {
            function: "find".to_owned(),
            line: Some(7),
        };
        for (stack, text, class, message) in [
            (
                vec![frame()],
                "NotFound: no number 7",
                Some("NotFound"),
                "no number 7",
            ),
            (vec![frame()], "Error: Note: x", Some("Error"), "Note: x"),
            (vec![frame()], "two words: x", None, "two words: x"),
            (Vec::new(), "NotFound: no number 7", None, "NotFound: no number 7"),
        ] {
            let exception = Exception::new(Some("ScriptError"), text, stack);
            assert_eq!(
                (exception.class.as_deref(), exception.message.as_str()),
                (class, message),
                "{text}"
            );
        }
    }

    #[test]
    fn reads_the_class_from_either_generation() {
        for (error_type, text, class, message) in [
            (Some("ScriptError"), "TypeError: no", Some("TypeError"), "no"),
            (
                Some("ScriptError"),
                "ReferenceError : 「foo」",
                Some("ReferenceError"),
                "「foo」",
            ),
            (
                Some("ReferenceError"),
                "\"foo\" is not defined.",
                Some("ReferenceError"),
                "\"foo\" is not defined.",
            ),
            (Some("TypeError"), "TypeError: no", Some("TypeError"), "no"),
            (
                None,
                "Exception: Service error: Sheets",
                Some("Exception"),
                "Service error: Sheets",
            ),
            (
                Some("ScriptError"),
                "Script function not found: f",
                None,
                "Script function not found: f",
            ),
            (None, "", None, ""),
        ] {
            let exception = Exception::new(error_type, text, Vec::new());
            assert_eq!(
                (exception.class.as_deref(), exception.message.as_str()),
                (class, message),
                "{text}"
            );
        }
    }
}
