//! Valid JSON as text, laid out anew: every number and every string stays as it was written.

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Without white space.
    Line,
    /// One value a line, indented by two spaces.
    Lines,
}

/// A piece of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'j> {
    /// `{` or `[`.
    Open(char),
    /// `}` or `]`.
    Close(char),
    Comma,
    Colon,
    /// A string, with its quotes.
    String(&'j str),
    /// A number, `true`, `false` or `null`.
    Scalar(&'j str),
}

/// The pieces of a JSON text, without white space between them.
pub(super) struct Tokens<'j>(pub(super) &'j str);

impl<'j> Iterator for Tokens<'j> {
    type Item = Token<'j>;

    fn next(&mut self) -> Option<Token<'j>> {
        self.0 = self.0.trim_start();
        let first = self.0.chars().next()?;
        let length = match first {
            '"' => string_length(self.0),
            '{' | '[' | '}' | ']' | ',' | ':' => 1,
            _ => scalar_length(self.0),
        };
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(match first {
            '{' | '[' => Token::Open(first),
            '}' | ']' => Token::Close(first),
            ',' => Token::Comma,
            ':' => Token::Colon,
            '"' => Token::String(text),
            _ => Token::Scalar(text),
        })
    }
}

/// The length in bytes of the string at the beginning, with both quotes.
fn string_length(json: &str) -> usize {
    let mut is_escaped = true;
    for (at, letter) in json.char_indices() {
        match letter {
            '"' if !is_escaped => return at + 1,
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    json.len()
}

fn scalar_length(json: &str) -> usize {
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ':' | ']' | '}');
    // At least one letter, so that every text comes to an end.
    let first = json.chars().next().map_or(0, char::len_utf8);
    json.find(is_end).unwrap_or(json.len()).max(first)
}

/// The same JSON in another layout.
pub(super) fn laid_out(json: &str, layout: Layout) -> String {
    let mut text = String::with_capacity(json.len());
    let mut depth = 0_usize;
    let mut tokens = Tokens(json).peekable();
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(bracket) => {
                text.push(bracket);
                if let Some(Token::Close(_)) = tokens.peek() {
                    continue;
                }
                depth += 1;
                break_line(&mut text, layout, depth);
            }
            Token::Close(bracket) => {
                if !text.ends_with(['{', '[']) {
                    depth = depth.saturating_sub(1);
                    break_line(&mut text, layout, depth);
                }
                text.push(bracket);
            }
            Token::Comma => {
                text.push(',');
                break_line(&mut text, layout, depth);
            }
            Token::Colon if layout == Layout::Lines => text.push_str(": "),
            Token::Colon => text.push(':'),
            Token::String(value) | Token::Scalar(value) => text.push_str(value),
        }
    }
    text
}

fn break_line(text: &mut String, layout: Layout, depth: usize) {
    // So that no value grows with the square of its depth.
    const DEEPEST: usize = 100;
    if layout == Layout::Lines {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth.min(DEEPEST)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, laid_out};

    #[test]
    fn every_value_keeps_its_text() {
        for (json, lines) in [
            ("5.0", "5.0"),
            (" null ", "null"),
            ("[ ]", "[]"),
            ("[\n\n{}\n]", "[\n  {}\n]"),
            (
                r#"{"b":[1e21,12345678901234567890],"a":{}}"#,
                "{\n  \"b\": [\n    1e21,\n    12345678901234567890\n  ],\n  \"a\": {}\n}",
            ),
            (r#"["a, \"b\": {"]"#, "[\n  \"a, \\\"b\\\": {\"\n]"),
            (r#"["[","\\"]"#, "[\n  \"[\",\n  \"\\\\\"\n]"),
            ("[1,\n 2]", "[\n  1,\n  2\n]"),
        ] {
            let line = laid_out(json, Layout::Line);
            assert_eq!(laid_out(json, Layout::Lines), lines, "{json}");
            assert_eq!(laid_out(lines, Layout::Line), line, "{json}");
        }
    }

    #[test]
    fn the_layouts_are_those_of_serde_json() {
        for json in [
            r#"{"":"","a":[1,2,{"b":null}],"c":"\u0001 \"x\" \\","d":[[],{},[[]]]}"#,
            r#"["ä[{","\\\\","\"",{"\"":"}"}]"#,
        ] {
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(laid_out(json, Layout::Lines), format!("{value:#}"));
            assert_eq!(laid_out(&format!("{value:#}"), Layout::Line), value.to_string());
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(laid_out(&deep, Layout::Line), deep);
    }

    /// What is not JSON cannot get here; it must not hang all the same.
    #[test]
    fn every_text_comes_to_an_end() {
        for text in ["", "\"", "\"\\", "]]]", "x\"y", "é", ",:"] {
            laid_out(text, Layout::Lines);
        }
    }
}
