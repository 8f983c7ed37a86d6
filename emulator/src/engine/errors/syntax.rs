//! What V8 says of code that cannot be parsed.

/// The engine's words, V8's words.
const SAME_EVERYWHERE: &[(&str, &str)] = &[
    ("break must be inside loop or switch", "Illegal break statement"),
    ("class statement requires a name", "Unexpected end of input"),
    (
        "continue must be inside loop",
        "Illegal continue statement: no surrounding iteration statement",
    ),
    ("expecting catch or finally", "Missing catch or finally after try"),
    (
        "function name expected",
        "Function statements require a function name",
    ),
    (
        "invalid assignment left-hand side",
        "Invalid left-hand side in assignment",
    ),
    (
        "invalid keyword: with",
        "Strict mode code may not include a with statement",
    ),
    ("invalid number literal", "Invalid or unexpected token"),
    (
        "missing initializer for variable",
        "Missing initializer in const declaration",
    ),
    ("return not in a function", "Illegal return statement"),
    (
        "super() is only valid in a derived class constructor",
        "'super' keyword unexpected here",
    ),
    ("unexpected character", "Invalid or unexpected token"),
    (
        "unexpected end of regexp",
        "Invalid regular expression: missing /",
    ),
    ("unsupported keyword: export", "Unexpected token 'export'"),
];

/// Names that V8 calls tokens and not identifiers.
const KEYWORDS: &[&str] = &[
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "new",
    "null",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
];

/// The message in V8's words; `before` and `behind` are the code around the place, if it is known.
pub(super) fn as_v8(message: &str, around: Option<(&str, &str)>) -> Option<String> {
    if let Some((_, theirs)) = SAME_EVERYWHERE.iter().find(|(ours, _)| *ours == message) {
        return Some((*theirs).to_owned());
    }
    let (before, behind) = around.unwrap_or_default();
    let line = before.lines().next_back().unwrap_or_default().trim_start();
    if line.starts_with("import ") || (line.is_empty() && behind.starts_with("import ")) {
        return Some("Cannot use import statement outside a module".into());
    }
    if message.starts_with("invalid redefinition of") {
        let name = last_name(before)?;
        return Some(format!("Identifier '{name}' has already been declared"));
    }
    if message == "unexpected end of string" {
        let is_template = behind.starts_with('`');
        let words = if is_template {
            "Unterminated template literal"
        } else {
            "Invalid or unexpected token"
        };
        return Some(words.into());
    }
    if let Some(token) = message.strip_prefix("unexpected token in expression: '") {
        return Some(unexpected(token.strip_suffix('\'')?));
    }
    let names_no_token = message.starts_with("expecting ")
        || message.starts_with("expected ")
        || message.ends_with(" expected");
    (names_no_token && around.is_some()).then(|| unexpected(first_token(behind)))
}

fn unexpected(token: &str) -> String {
    match token.chars().next() {
        None => "Unexpected end of input".into(),
        Some('0'..='9') => "Unexpected number".into(),
        Some('"' | '\'') => "Unexpected string".into(),
        Some('`') => "Unexpected template string".into(),
        Some('@' | '#' | '\\') => "Invalid or unexpected token".into(),
        Some(letter) if is_of_name(letter) && !KEYWORDS.contains(&token) => {
            format!("Unexpected identifier '{token}'")
        }
        Some(_) => format!("Unexpected token '{token}'"),
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

fn first_token(code: &str) -> &str {
    let code = code.trim_start();
    let end = match code.chars().next() {
        Some(letter) if is_of_name(letter) => code.find(|letter| !is_of_name(letter)).unwrap_or(code.len()),
        Some(letter) => letter.len_utf8(),
        None => 0,
    };
    code.get(..end).unwrap_or_default()
}

fn last_name(code: &str) -> Option<&str> {
    let code = code.trim_end_matches(|letter| !is_of_name(letter));
    let start = code.rfind(|letter| !is_of_name(letter));
    let start = start.map_or(0, |at| {
        at + code
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    });
    code.get(start..).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::as_v8;

    #[test]
    fn reads_as_v8_does() {
        for (message, around, expected) in [
            (
                "unexpected token in expression: ''",
                None,
                Some("Unexpected end of input"),
            ),
            (
                "unexpected token in expression: ';'",
                None,
                Some("Unexpected token ';'"),
            ),
            (
                "unexpected token in expression: 'else'",
                None,
                Some("Unexpected token 'else'"),
            ),
            (
                "unexpected token in expression: '@'",
                None,
                Some("Invalid or unexpected token"),
            ),
            (
                "expecting ';'",
                Some(("a ", "b\n")),
                Some("Unexpected identifier 'b'"),
            ),
            ("expecting ';'", Some(("foo", ")")), Some("Unexpected token ')'")),
            ("expecting ';'", Some(("x ", "1")), Some("Unexpected number")),
            ("expecting ';'", None, None),
            (
                "expecting field name",
                Some(("a.", "")),
                Some("Unexpected end of input"),
            ),
            (
                "variable name expected",
                Some(("const {a} ", ";")),
                Some("Unexpected token ';'"),
            ),
            (
                "invalid redefinition of lexical identifier",
                Some(("let a;\nlet a", ";")),
                Some("Identifier 'a' has already been declared"),
            ),
            (
                "unexpected end of string",
                Some(("var s = ", "\"abc")),
                Some("Invalid or unexpected token"),
            ),
            (
                "unexpected end of string",
                Some(("", "`abc")),
                Some("Unterminated template literal"),
            ),
            ("return not in a function", None, Some("Illegal return statement")),
            (
                "Unexpected identifier 'x'",
                Some(("import ", "x from 'y'")),
                Some("Cannot use import statement outside a module"),
            ),
            ("Unexpected number", Some(("foo(1 ", "2)")), None),
        ] {
            assert_eq!(
                as_v8(message, around).as_deref(),
                expected,
                "{message} {around:?}"
            );
        }
    }
}
