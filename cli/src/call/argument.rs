//! The arguments of the function, from the words of the command line.

use std::{
    fs,
    io::{self, Read},
};

use serde_json::value::RawValue;

use crate::failure::Failure;

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Reads all words, in order, as the JSON that will be sent.
pub(super) fn read_all(words: &[String]) -> Result<Vec<Box<RawValue>>, Failure> {
    let from_input = words.iter().filter(|word| *word == STANDARD_INPUT).count();
    if from_input > 1 {
        return Err(Failure::usage(
            "standard input can be one argument only, and `-` is given twice",
        ));
    }
    let numbered = words.iter().enumerate();
    numbered
        .map(|(index, word)| read(word).map_err(|fault| fault.of_argument(index + 1)))
        .collect()
}

fn read(word: &str) -> Result<Box<RawValue>, Fault> {
    if word == STANDARD_INPUT {
        let mut text = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut text);
        read.map_err(|fault| Fault::Unreadable("standard input".to_owned(), fault))?;
        return json_of("standard input", text);
    }
    if let Some(file) = word.strip_prefix('@') {
        let text = fs::read(file).map_err(|fault| Fault::Unreadable(file.to_owned(), fault))?;
        return json_of(file, text);
    }
    match serde_json::from_str(word) {
        Ok(json) => Ok(json),
        Err(fault) if begins_like_json(word) => Err(Fault::NotJson {
            place: None,
            text: word.to_owned(),
            fault,
        }),
        Err(_) => serde_json::value::to_raw_value(word).map_err(|fault| Fault::NotJson {
            place: None,
            text: word.to_owned(),
            fault,
        }),
    }
}

fn json_of(place: &str, bytes: Vec<u8>) -> Result<Box<RawValue>, Fault> {
    let text = String::from_utf8(bytes).map_err(|_| {
        Fault::Unreadable(
            place.to_owned(),
            io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"),
        )
    })?;
    let json = text.strip_prefix('\u{feff}').unwrap_or(&text);
    serde_json::from_str(json).map_err(|fault| Fault::NotJson {
        place: Some(place.to_owned()),
        text: json.to_owned(),
        fault,
    })
}

/// Whether a text that is not JSON was meant to be JSON, and not to be a word.
fn begins_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[', '"'])
}

/// Why a word is not an argument.
#[derive(Debug)]
enum Fault {
    /// The file, or standard input.
    Unreadable(String, io::Error),
    NotJson {
        /// The file, or standard input; `None` for the word itself.
        place: Option<String>,
        text: String,
        fault: serde_json::Error,
    },
}

impl Fault {
    fn of_argument(self, number: usize) -> Failure {
        match self {
            Self::Unreadable(place, fault) => {
                Failure::usage(format!("argument {number}: cannot read {place}: {fault}"))
            }
            Self::NotJson {
                place: Some(place),
                text,
                fault,
            } => Failure::usage(format!(
                "argument {number}: {place} is not valid JSON: {fault}{}",
                excerpt(&text, &fault)
            )),
            Self::NotJson {
                place: None,
                text,
                fault,
            } => Failure::usage(format!(
                "argument {number} is not valid JSON: {fault}{}",
                excerpt(&text, &fault)
            ))
            .with_help(format!(
                "to send it as a text, write it as JSON: {}",
                quoted(&text)
            )),
        }
    }
}

/// The text as a JSON string, in quotes for the shell.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    format!("'{}'", json.replace('\'', "'\\''"))
}

/// The line with the fault and a mark below it; nothing if the line is too long to help.
fn excerpt(text: &str, fault: &serde_json::Error) -> String {
    const LONGEST_LINE: usize = 100;
    let line = text
        .lines()
        .nth(fault.line().saturating_sub(1))
        .unwrap_or_default();
    let length = line.chars().count();
    if length > LONGEST_LINE || line.chars().any(char::is_control) {
        return String::new();
    }
    // serde_json counts bytes, and stops behind the last one where the text ends too soon.
    let before = line.get(..fault.column().saturating_sub(1)).unwrap_or(line);
    let at = if fault.is_eof() {
        length
    } else {
        before.chars().count()
    };
    format!("\n  {line}\n  {:at$}^", "")
}

#[cfg(test)]
mod tests {
    use super::{excerpt, quoted, read};

    #[test]
    fn json_is_json_and_a_word_is_a_text() {
        for (word, expected) in [
            ("5", Some("5")),
            ("-5", Some("-5")),
            ("5.0", Some("5.0")),
            ("1e3", Some("1e3")),
            ("12345678901234567890", Some("12345678901234567890")),
            ("true", Some("true")),
            ("null", Some("null")),
            (r#""5""#, Some(r#""5""#)),
            ("[1, 2]", Some("[1, 2]")),
            (r#"{"b":1,"a":2}"#, Some(r#"{"b":1,"a":2}"#)),
            ("bolt", Some(r#""bolt""#)),
            ("BOLT-8", Some(r#""BOLT-8""#)),
            ("007", Some(r#""007""#)),
            ("+5", Some(r#""+5""#)),
            (".5", Some(r#"".5""#)),
            ("NaN", Some(r#""NaN""#)),
            ("True", Some(r#""True""#)),
            ("2026-11-25", Some(r#""2026-11-25""#)),
            ("it's", Some(r#""it's""#)),
            (r"C:\temp", Some(r#""C:\\temp""#)),
            ("", Some(r#""""#)),
            ("{a: 1}", None),
            ("[1, 2", None),
            ("\"open", None),
            (" {]", None),
            ("[1] 2", None),
            ("@/no/such/file.json", None),
            ("@", None),
        ] {
            let read = read(word).ok();
            assert_eq!(read.as_ref().map(|json| json.get()), expected, "{word}");
        }
    }

    #[test]
    fn a_mark_shows_where_json_is_wrong() {
        for (text, expected) in [
            ("{bad", "\n  {bad\n   ^"),
            ("[1, 2", "\n  [1, 2\n       ^"),
            ("[\"ä\" 2]", "\n  [\"ä\" 2]\n       ^"),
            ("[1,\n 2,\n x]", "\n   x]\n   ^"),
            ("\t[x", ""),
        ] {
            let fault = serde_json::from_str::<serde::de::IgnoredAny>(text).unwrap_err();
            assert_eq!(excerpt(text, &fault), expected, "{text}: {fault}");
        }
    }

    #[test]
    fn the_help_can_be_pasted_into_a_shell() {
        assert_eq!(quoted("{it's"), r#"'"{it'\''s"'"#);
        assert_eq!(quoted("\"a\""), r#"'"\"a\""'"#);
    }
}
