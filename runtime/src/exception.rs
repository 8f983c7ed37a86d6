use std::fmt;

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

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(class) = &self.class {
            write!(f, "{class}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Display for StackFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.function.is_empty() {
            "(anonymous)"
        } else {
            &self.function
        })?;
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
