use std::{
    fs,
    io::{self, Read},
};

use serde_json::value::RawValue;

use crate::failure::Failure;

/// An argument of the function, as the JSON that will be sent.
#[derive(Debug)]
pub(super) struct Argument(Box<RawValue>);

impl Argument {
    pub(super) fn json(&self) -> &RawValue {
        &self.0
    }
}

/// Reads the words of the command line.
pub(super) fn read_all(words: &[String]) -> Result<Vec<Argument>, Failure> {
    if words.iter().filter(|word| *word == "-").count() > 1 {
        return Err(Failure::new("standard input can be one argument only"));
    }
    let read = |(place, word): (usize, &String)| read(word).map_err(|fault| faulty(place, word, &fault));
    words.iter().enumerate().map(read).collect()
}

fn faulty(place: usize, word: &str, fault: &str) -> Failure {
    let from = match word.strip_prefix('@') {
        Some(file) => format!(" ({file})"),
        None if word == "-" => " (standard input)".to_owned(),
        None => String::new(),
    };
    Failure::new(format!("argument {}{from}: {fault}", place + 1))
}

fn read(word: &str) -> Result<Argument, String> {
    if let Some(file) = word.strip_prefix('@') {
        let text = fs::read_to_string(file).map_err(|fault| fault.to_string())?;
        return json(&text);
    }
    if word == "-" {
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|fault| fault.to_string())?;
        return json(&text);
    }
    match json(word) {
        Err(_) if is_word(word) => text(word),
        read => read,
    }
}

fn json(text: &str) -> Result<Argument, String> {
    serde_json::from_str(text)
        .map(Argument)
        .map_err(|fault| format!("not JSON: {fault}"))
}

fn text(word: &str) -> Result<Argument, String> {
    serde_json::value::to_raw_value(word)
        .map(Argument)
        .map_err(|fault| fault.to_string())
}

/// Whether a text that is not JSON is meant as it is, and is not JSON with a mistake in it.
fn is_word(text: &str) -> bool {
    !text.trim_start().starts_with(['{', '[', '"'])
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn words_are_texts_and_json_is_json() {
        for (word, expected) in [
            ("5", Some("5")),
            ("-5", Some("-5")),
            ("1e3", Some("1e3")),
            ("true", Some("true")),
            ("null", Some("null")),
            ("\"5\"", Some("\"5\"")),
            ("[1, 2]", Some("[1, 2]")),
            ("{\"b\":1,\"a\":2}", Some("{\"b\":1,\"a\":2}")),
            ("bolt", Some("\"bolt\"")),
            ("BOLT-8", Some("\"BOLT-8\"")),
            ("2026-11-25", Some("\"2026-11-25\"")),
            ("it's", Some("\"it's\"")),
            ("", Some("\"\"")),
            ("nullx", Some("\"nullx\"")),
            ("{a: 1}", None),
            ("[1, 2", None),
            ("\"open", None),
            (" {]", None),
            ("@/no/such/file.json", None),
        ] {
            let read = read(word).ok().map(|argument| argument.json().get().to_owned());
            assert_eq!(read.as_deref(), expected, "{word}");
        }
    }
}
