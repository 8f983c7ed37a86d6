//! Says what the engine says in the words of V8, in which scripts' authors know it.

/// The class and the message as V8 would give them.
pub(super) fn as_v8(class: &str, message: &str) -> (String, String) {
    if message == "stack overflow" || message == "Maximum call stack size exceeded" {
        return ("RangeError".into(), "Maximum call stack size exceeded".into());
    }
    let message = access(
        message,
        "cannot read property '",
        "Cannot read properties of",
        "reading",
    )
    .or_else(|| {
        access(
            message,
            "cannot set property '",
            "Cannot set properties of",
            "setting",
        )
    })
    .or_else(|| constant(message))
    .unwrap_or_else(|| message.to_owned());
    (class.to_owned(), message)
}

/// `cannot read property 'x' of undefined`.
fn access(message: &str, start: &str, beginning: &str, doing: &str) -> Option<String> {
    let (property, of) = message.strip_prefix(start)?.rsplit_once("' of ")?;
    Some(format!("{beginning} {of} ({doing} '{property}')"))
}

/// `'x' is read-only`, for an assignment to a constant.
fn constant(message: &str) -> Option<String> {
    message.strip_prefix('\'')?.strip_suffix("' is read-only")?;
    Some("Assignment to constant variable.".into())
}

#[cfg(test)]
mod tests {
    use super::as_v8;

    #[test]
    fn reads_as_v8_does() {
        for (class, message, expected_class, expected) in [
            (
                "TypeError",
                "cannot read property 'x' of undefined",
                "TypeError",
                "Cannot read properties of undefined (reading 'x')",
            ),
            (
                "TypeError",
                "cannot read property 'a' of ' of null",
                "TypeError",
                "Cannot read properties of null (reading 'a' of ')",
            ),
            (
                "TypeError",
                "cannot set property 'x' of null",
                "TypeError",
                "Cannot set properties of null (setting 'x')",
            ),
            (
                "TypeError",
                "'limit' is read-only",
                "TypeError",
                "Assignment to constant variable.",
            ),
            (
                "InternalError",
                "stack overflow",
                "RangeError",
                "Maximum call stack size exceeded",
            ),
            (
                "ReferenceError",
                "foo is not defined",
                "ReferenceError",
                "foo is not defined",
            ),
            ("Error", "of one's own", "Error", "of one's own"),
        ] {
            assert_eq!(
                as_v8(class, message),
                (expected_class.into(), expected.into()),
                "{message}"
            );
        }
    }
}
