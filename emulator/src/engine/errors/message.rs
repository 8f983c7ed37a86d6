//! The engine's messages that V8 says in other words, whatever the code at that place.

/// What V8 writes for an expression that it does not print, and so what is written where none can be named.
pub(super) const UNNAMED: &str = "(intermediate value)";

/// The engine's words, V8's words.
const SAME_EVERYWHERE: &[(&str, &str)] = &[
    (
        "BigInt are forbidden in JSON.stringify",
        "Do not know how to serialize a BigInt",
    ),
    ("Date value is NaN", "Invalid time value"),
    ("already running", "Generator is already running"),
    (
        "bad normalization form",
        "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
    ),
    (
        "bigint argument with unary +",
        "Cannot convert a BigInt value to a number",
    ),
    (
        "cannot convert symbol to number",
        "Cannot convert a Symbol value to a number",
    ),
    (
        "cannot convert symbol to string",
        "Cannot convert a Symbol value to a string",
    ),
    (
        "cannot convert to object",
        "Cannot convert undefined or null to object",
    ),
    (
        "cannot invoke a running generator",
        "Generator is already running",
    ),
    ("circular prototype chain", "Cyclic __proto__ value"),
    ("circular reference", "Converting circular structure to JSON"),
    ("empty array", "Reduce of empty array with no initial value"),
    ("expecting hex digit", "URI malformed"),
    ("invalid array buffer length", "Array buffer allocation failed"),
    ("invalid array length", "Invalid array length"),
    ("invalid string length", "Invalid string length"),
    (
        "invalid value used as WeakMap key",
        "Invalid value used as weak map key",
    ),
    (
        "invalid value used as WeakSet key",
        "Invalid value used in weak set",
    ),
    (
        "iterator must return an object",
        "Result of the Symbol.iterator method is not an object",
    ),
    ("malformed UTF-8", "URI malformed"),
    ("not a Date object", "this is not a Date object."),
    ("not a constructor", "(intermediate value) is not a constructor"),
    ("not a function", "(intermediate value) is not a function"),
    (
        "promise self resolution",
        "Chaining cycle detected for promise #<Promise>",
    ),
    ("string too long", "Invalid string length"),
    (
        "this is not initialized",
        "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
    ),
    (
        "derived class constructor must return an object or undefined",
        "Derived constructors may only return object or undefined",
    ),
    ("toPrimitive", "Cannot convert object to primitive value"),
    ("value is not iterable", "(intermediate value) is not iterable"),
];

/// What a message says around a name: the engine's words before and after it, and V8's.
const AROUND_A_NAME: &[([&str; 2], [&str; 2])] = &[
    (
        ["cannot read property '", "' of undefined"],
        ["Cannot read properties of undefined (reading '", "')"],
    ),
    (
        ["cannot read property '", "' of null"],
        ["Cannot read properties of null (reading '", "')"],
    ),
    (
        ["cannot set property '", "' of undefined"],
        ["Cannot set properties of undefined (setting '", "')"],
    ),
    (
        ["cannot set property '", "' of null"],
        ["Cannot set properties of null (setting '", "')"],
    ),
    (
        ["redeclaration of '", "'"],
        ["Identifier '", "' has already been declared"],
    ),
    (
        ["", " is not initialized"],
        ["Cannot access '", "' before initialization"],
    ),
];

/// The message in V8's words, if they are others.
pub(super) fn as_v8(message: &str) -> Option<String> {
    let same = SAME_EVERYWHERE.iter().find(|(ours, _)| *ours == message);
    if let Some((_, theirs)) = same {
        return Some((*theirs).to_owned());
    }
    AROUND_A_NAME
        .iter()
        .find_map(|([before, after], [v8_before, v8_after])| {
            let name = message.strip_prefix(before)?.strip_suffix(after)?;
            let is_one_word = !before.is_empty() || !name.contains(' ');
            let name = if name.starts_with("Symbol.") {
                format!("Symbol({name})")
            } else {
                name.to_owned()
            };
            is_one_word.then(|| format!("{v8_before}{name}{v8_after}"))
        })
}

#[cfg(test)]
mod tests {
    use super::as_v8;

    #[test]
    fn reads_as_v8_does() {
        for (message, expected) in [
            (
                "cannot read property 'x' of undefined",
                Some("Cannot read properties of undefined (reading 'x')"),
            ),
            (
                "cannot read property 'a' of ' of null",
                Some("Cannot read properties of null (reading 'a' of ')"),
            ),
            (
                "cannot read property 'Symbol.iterator' of null",
                Some("Cannot read properties of null (reading 'Symbol(Symbol.iterator)')"),
            ),
            (
                "cannot set property 'x' of null",
                Some("Cannot set properties of null (setting 'x')"),
            ),
            (
                "z is not initialized",
                Some("Cannot access 'z' before initialization"),
            ),
            (
                "redeclaration of 'twice'",
                Some("Identifier 'twice' has already been declared"),
            ),
            ("invalid array length", Some("Invalid array length")),
            ("foo is not defined", None),
            ("the device is not initialized", None),
            ("of one's own", None),
            ("", None),
        ] {
            assert_eq!(as_v8(message).as_deref(), expected, "{message}");
        }
    }
}
