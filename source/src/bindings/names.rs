//! From the names of a script to those of Rust.

use std::collections::HashSet;

/// Words that a Rust identifier must not be, and may be behind `r#`.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that an identifier must not be in any form.
const RESERVED: [&str; 4] = ["crate", "self", "Self", "super"];

/// `low_stock` for `lowStock`, `http_server` for `HTTPServer`; what stands in for a name without letters is given.
pub(super) fn snake_case(name: &str, without_letters: &str) -> String {
    let letters: Vec<char> = name.chars().map(of_identifier).collect();
    let mut snake = String::new();
    for (place, letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| letters.get(place));
        let behind = letters.get(place + 1);
        let starts_word = letter.is_uppercase()
            && before.is_some_and(|before| {
                !before.is_uppercase() || behind.is_some_and(|behind| behind.is_lowercase())
            });
        let doubles = *letter == '_' && snake.ends_with('_') && !snake.trim_matches('_').is_empty();
        if starts_word && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        if !doubles {
            snake.extend(letter.to_lowercase());
        }
    }
    let snake = without_signs(name, &snake);
    if snake.trim_matches('_').is_empty() {
        without_letters.into()
    } else if snake.starts_with(char::is_numeric) {
        format!("{without_letters}_{snake}")
    } else {
        snake.into()
    }
}

/// `MailTriage` for `mail-triage` and `mailTriage`.
pub(super) fn pascal_case(name: &str, without_letters: &str) -> String {
    let mut starts_word = true;
    let mut pascal = String::new();
    for letter in name.chars() {
        match of_identifier(letter) {
            '_' => starts_word = true,
            letter if starts_word => {
                pascal.extend(letter.to_uppercase());
                starts_word = false;
            }
            letter => pascal.push(letter),
        }
    }
    if pascal.is_empty() || pascal.starts_with(char::is_numeric) {
        pascal.insert_str(0, without_letters);
    }
    pascal
}

/// What the attribute and serde make of a name that both write as camelCase. What they might see differently, such
/// as letters beyond ASCII, has none.
pub(super) fn camel_case(name: &str) -> Option<String> {
    if !name.is_ascii() || name.starts_with('_') || name.ends_with('_') {
        return None;
    }
    let mut starts_word = false;
    let mut camel = String::new();
    for letter in name.chars() {
        match letter {
            '_' => starts_word = true,
            letter if starts_word => {
                camel.push(letter.to_ascii_uppercase());
                starts_word = false;
            }
            letter => camel.push(letter),
        }
    }
    Some(camel)
}

/// A name as it is written in code: `r#type`.
pub(super) fn escaped(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.into()
    }
}

fn of_identifier(letter: char) -> char {
    if letter.is_alphanumeric() { letter } else { '_' }
}

/// Signs that are no letters separate words, and are no part of the name where they stand at its ends.
fn without_signs<'s>(name: &str, snake: &'s str) -> &'s str {
    let is_sign = |letter: char| letter != '_' && of_identifier(letter) == '_';
    let start = if name.starts_with(is_sign) {
        snake.trim_start_matches('_')
    } else {
        snake
    };
    if name.ends_with(is_sign) {
        start.trim_end_matches('_')
    } else {
        start
    }
}

/// The names of one scope: none is given twice.
#[derive(Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// A scope in which these names are taken.
    pub(super) fn with<'a>(taken: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: taken.into_iter().map(String::from).collect(),
        }
    }

    /// Takes the name if it is free, and one that Rust allows.
    pub(super) fn take(&mut self, name: &str) -> bool {
        !RESERVED.contains(&name) && self.taken.insert(name.into())
    }

    /// The name, or the first free one of those that resemble it.
    pub(super) fn unique(&mut self, name: &str, separator: &str) -> String {
        let mut free = if RESERVED.contains(&name) {
            format!("{name}_")
        } else {
            name.into()
        };
        let mut number = 2;
        while !self.take(&free) {
            free = format!("{name}{separator}{number}");
            number += 1;
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, camel_case, escaped, pascal_case, snake_case};

    #[test]
    fn names_of_functions_and_fields() {
        for (name, snake) in [
            ("lowStock", "low_stock"),
            ("total", "total"),
            ("getURL", "get_url"),
            ("HTTPServerURL", "http_server_url"),
            ("get2FACode", "get2_fa_code"),
            ("snake_case", "snake_case"),
            ("SCREAMING_CASE", "screaming_case"),
            ("already__doubled", "already_doubled"),
            ("_leading", "_leading"),
            ("größeÜber", "größe_über"),
            ("番号をリセット", "番号をリセット"),
            ("$element", "element"),
            ("two words", "two_words"),
            ("(odd)", "odd"),
            ("1st", "field_1st"),
            ("__", "field"),
            ("$", "field"),
            ("", "field"),
        ] {
            assert_eq!(snake_case(name, "field"), snake, "{name}");
        }
    }

    #[test]
    fn names_of_types() {
        for (name, pascal) in [
            ("mail-triage", "MailTriage"),
            ("mailTriage", "MailTriage"),
            ("Task", "Task"),
            ("a.b", "AB"),
            ("3d", "Script3d"),
            ("-", "Script"),
        ] {
            assert_eq!(pascal_case(name, "Script"), pascal, "{name}");
        }
    }

    #[test]
    fn camel_case_is_given_only_where_nobody_differs() {
        for (name, camel) in [
            ("low_stock", Some("lowStock")),
            ("total", Some("total")),
            ("get2_fa_code", Some("get2FaCode")),
            ("_leading", None),
            ("trailing_", None),
            ("größe", None),
        ] {
            assert_eq!(camel_case(name).as_deref(), camel, "{name}");
        }
    }

    #[test]
    fn keywords_are_raw_and_reserved_names_are_avoided() {
        assert_eq!(escaped("type"), "r#type");
        assert_eq!(escaped("total"), "total");
        let mut scope = Scope::with(["clone"]);
        assert_eq!(scope.unique("clone", "_"), "clone_2");
        assert_eq!(scope.unique("self", "_"), "self_");
        assert_eq!(scope.unique("self", "_"), "self_2");
        assert_eq!(scope.unique("a", "_"), "a");
        assert_eq!(scope.unique("a", "_"), "a_2");
    }
}
