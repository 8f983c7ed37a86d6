//! Values and types as the person who keeps the sheet would name them.

use std::fmt::Write;

use serde::de::{Expected, Unexpected};

/// A longer text is cut in messages; in characters.
const LONGEST_TEXT: usize = 60;
/// More names are not listed.
const MOST_NAMES: usize = 12;

/// A text in quotes, on one line, and not longer than a message can hold.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}

/// A name without quotes, on one line, and not longer than a message can hold.
pub(crate) fn plain(name: &str) -> String {
    let mut shown: String = name
        .chars()
        .take(LONGEST_TEXT)
        .flat_map(char::escape_debug)
        .collect();
    if name.chars().nth(LONGEST_TEXT).is_some() {
        shown.push('…');
    }
    shown
}

/// `` `a`, `b` and 5 more ``
pub(crate) fn list<'n>(names: impl Iterator<Item = &'n str> + Clone) -> String {
    let mut words = String::new();
    for (place, name) in names.clone().take(MOST_NAMES).enumerate() {
        let separator = if place == 0 { "" } else { ", " };
        // Writing into a `String` does not fail.
        _ = write!(words, "{separator}`{}`", plain(name));
    }
    let more = names.count().saturating_sub(MOST_NAMES);
    if more > 0 {
        _ = write!(words, " and {more} more");
    }
    words
}

pub(super) fn one_of(names: &[&str]) -> String {
    match names {
        [] => "nothing, since the enum has no variant".to_owned(),
        [name] => format!("`{}`", plain(name)),
        names => format!("one of {}", list(names.iter().copied())),
    }
}

pub(crate) fn empty(expected: &str) -> String {
    format!("expected {expected}, and the cell is empty")
}

/// What is there.
pub(crate) fn found(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("the boolean {value}"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Char(value) => format!("text {}", quoted(value.encode_utf8(&mut [0; 4]))),
        Unexpected::Str(text) => format!("text {}", quoted(text)),
        Unexpected::Unit | Unexpected::Option => "an empty cell".to_owned(),
        Unexpected::Seq => "a list, which a cell cannot hold".to_owned(),
        Unexpected::Map => "an object, which a cell cannot hold".to_owned(),
        other => other.to_string(),
    }
}

/// What a type expects. serde calls a number by the name of its Rust type; its range is said only where a number was
/// found, since only then it can be what is wrong.
pub(super) fn expected(expected: &dyn Expected, found: Option<Unexpected<'_>>) -> String {
    let is_number = matches!(
        found,
        Some(Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_))
    );
    let name = expected.to_string();
    match name.as_str() {
        "f32" | "f64" => "a number".to_owned(),
        "a string" => "text".to_owned(),
        _ => match integer(&name) {
            Some(range) if is_number => range,
            Some(_) => "a number".to_owned(),
            None => name,
        },
    }
}

fn integer(name: &str) -> Option<String> {
    let range = match name {
        "i8" => format!("from {} to {}", i8::MIN, i8::MAX),
        "i16" => format!("from {} to {}", i16::MIN, i16::MAX),
        "i32" => format!("from {} to {}", i32::MIN, i32::MAX),
        "u8" => format!("from 0 to {}", u8::MAX),
        "u16" => format!("from 0 to {}", u16::MAX),
        "u32" => format!("from 0 to {}", u32::MAX),
        "u64" | "u128" | "usize" => "of 0 or more".to_owned(),
        "i64" | "i128" | "isize" => return Some("a whole number".to_owned()),
        _ => return None,
    };
    Some(format!("a whole number {range}"))
}

#[cfg(test)]
mod tests {
    use serde::de::Unexpected;

    use super::{expected, found, list, one_of, plain, quoted};

    #[test]
    fn texts_stay_on_one_line_and_are_cut() {
        assert_eq!(quoted("n/a"), r#""n/a""#);
        assert_eq!(quoted("a\n\"b\""), r#""a\n\"b\"""#);
        assert_eq!(quoted(&"ü".repeat(60)), format!("{:?}", "ü".repeat(60)));
        assert_eq!(quoted(&"ü".repeat(61)), format!("{:?}…", "ü".repeat(60)));
        assert_eq!(plain("Unit\nprice"), "Unit\\nprice");
        assert_eq!(plain(&"x".repeat(61)), format!("{}…", "x".repeat(60)));
    }

    #[test]
    fn lists_are_cut() {
        assert_eq!(list(["a", "b"].into_iter()), "`a`, `b`");
        assert!(list(std::iter::repeat_n("a", 14)).ends_with("`a` and 2 more"));
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&["a", "b"]), "one of `a`, `b`");
    }

    #[test]
    fn types_and_values_have_plain_names() {
        let text = Unexpected::Str("x");
        for (name, at, words) in [
            ("u8", text, "a number"),
            ("u8", Unexpected::Signed(-1), "a whole number from 0 to 255"),
            ("i64", Unexpected::Float(0.5), "a whole number"),
            ("u64", Unexpected::Signed(-1), "a whole number of 0 or more"),
            ("f64", text, "a number"),
            ("a string", Unexpected::Bool(true), "text"),
            ("a boolean", text, "a boolean"),
            ("a SKU", text, "a SKU"),
        ] {
            assert_eq!(expected(&name, Some(at)), words);
        }
        for (at, words) in [
            (text, "text \"x\""),
            (Unexpected::Char('x'), "text \"x\""),
            (Unexpected::Bool(true), "the boolean true"),
            (Unexpected::Float(0.5), "the number 0.5"),
            (Unexpected::Unit, "an empty cell"),
            (Unexpected::Seq, "a list, which a cell cannot hold"),
        ] {
            assert_eq!(found(at), words);
        }
    }
}
