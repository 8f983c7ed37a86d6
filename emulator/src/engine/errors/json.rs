//! What V8 says of a text that is no JSON.

/// How much of the text V8 shows on each side of what it did not expect.
const CONTEXT: usize = 10;

/// Texts that V8 knows for what they were before they became texts.
const SPECIAL: &[&str] = &["Infinity", "NaN", "[object Object]", "undefined"];

/// V8's message; none if the text is JSON.
pub(super) fn message(text: &str) -> Option<String> {
    let mut reader = Reader {
        letters: text.chars().collect(),
        at: 0,
    };
    let fault = reader.whole().err()?;
    Some(reader.words(fault, text))
}

/// What is wrong at the place where the reader stands.
enum Fault {
    /// With V8's words.
    Known(&'static str),
    /// Anything else.
    Token,
}

struct Reader {
    letters: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn takes(&mut self, letter: char) -> bool {
        let is_next = self.peek() == Some(letter);
        self.at += usize::from(is_next);
        is_next
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    fn whole(&mut self) -> Result<(), Fault> {
        // What is open, innermost last; a list and no recursion, since texts nest as deep as they like.
        let mut open = Vec::new();
        loop {
            self.space();
            let is_open = match self.peek() {
                Some('[') => self.begins_array(&mut open),
                Some('{') => self.begins_object(&mut open)?,
                _ => {
                    self.scalar()?;
                    false
                }
            };
            if !is_open && self.ends(&mut open)? {
                break;
            }
        }
        self.space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Fault::Known("Unexpected non-whitespace character after JSON")),
        }
    }

    /// Says whether a value comes next.
    fn begins_array(&mut self, open: &mut Vec<char>) -> bool {
        self.at += 1;
        self.space();
        if self.takes(']') {
            return false;
        }
        open.push(']');
        true
    }

    fn begins_object(&mut self, open: &mut Vec<char>) -> Result<bool, Fault> {
        self.at += 1;
        self.space();
        if self.takes('}') {
            return Ok(false);
        }
        open.push('}');
        self.name("Expected property name or '}'")?;
        Ok(true)
    }

    fn name(&mut self, expected: &'static str) -> Result<(), Fault> {
        self.space();
        if self.peek() != Some('"') {
            return Err(Fault::Known(expected));
        }
        self.string()?;
        self.space();
        if self.takes(':') {
            Ok(())
        } else {
            Err(Fault::Known("Expected ':' after property name"))
        }
    }

    /// Goes behind a value, and says whether it was the last.
    fn ends(&mut self, open: &mut Vec<char>) -> Result<bool, Fault> {
        while let Some(&close) = open.last() {
            self.space();
            if self.takes(close) {
                open.pop();
                continue;
            }
            if !self.takes(',') {
                return Err(Fault::Known(match close {
                    ']' => "Expected ',' or ']' after array element",
                    _ => "Expected ',' or '}' after property value",
                }));
            }
            if close == '}' {
                self.name("Expected double-quoted property name")?;
            }
            return Ok(false);
        }
        Ok(true)
    }

    fn scalar(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some('"') => self.string(),
            Some('-' | '0'..='9') => self.number(),
            Some('t') => self.word("true"),
            Some('f') => self.word("false"),
            Some('n') => self.word("null"),
            _ => Err(Fault::Token),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        for letter in word.chars() {
            if !self.takes(letter) {
                return Err(Fault::Token);
            }
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), Fault> {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(Fault::Known("Unterminated string")),
                Some('\0'..='\u{1f}') => return Err(Fault::Known("Bad control character in string literal")),
                Some('"') => break,
                Some('\\') => self.escape()?,
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        Ok(())
    }

    fn escape(&mut self) -> Result<(), Fault> {
        self.at += 1;
        match self.peek() {
            None => return Err(Fault::Known("Unterminated string")),
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.at += 1,
            Some('u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|letter| letter.is_ascii_hexdigit()) {
                        return Err(Fault::Known("Bad Unicode escape"));
                    }
                    self.at += 1;
                }
            }
            Some(_) => return Err(Fault::Known("Bad escaped character")),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        self.takes('-');
        if !self.takes('0') && !self.digits() {
            return Err(Fault::Known("No number after minus sign"));
        }
        if matches!(self.peek(), Some('0'..='9')) {
            return Err(Fault::Known("Unexpected number"));
        }
        if self.takes('.') && !self.digits() {
            return Err(Fault::Known("Unterminated fractional number"));
        }
        if self.takes('e') || self.takes('E') {
            let _ = self.takes('+') || self.takes('-');
            if !self.digits() {
                return Err(Fault::Known("Exponent part is missing a number"));
            }
        }
        Ok(())
    }

    /// Says whether there was one.
    fn digits(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(), Some('0'..='9')) {
            self.at += 1;
        }
        self.at > start
    }

    fn words(&self, fault: Fault, text: &str) -> String {
        if SPECIAL.contains(&text) {
            return format!("\"{text}\" is not valid JSON");
        }
        match (fault, self.peek()) {
            (Fault::Known(words), _) => {
                format!("{words} in JSON{}", self.place()).replace("after JSON in JSON", "after JSON")
            }
            (Fault::Token, None) => "Unexpected end of JSON input".into(),
            (Fault::Token, Some(letter)) => format!(
                "Unexpected token '{letter}', {} is not valid JSON",
                self.excerpt()
            ),
        }
    }

    fn place(&self) -> String {
        let before = self.letters.get(..self.at).unwrap_or_default();
        let line = before.iter().filter(|&&letter| letter == '\n').count() + 1;
        let start = before
            .iter()
            .rposition(|&letter| letter == '\n')
            .map_or(0, |at| at + 1);
        let position: usize = before.iter().map(|letter| letter.len_utf16()).sum();
        format!(
            " at position {position} (line {line} column {})",
            self.at - start + 1
        )
    }

    fn excerpt(&self) -> String {
        let length = self.letters.len();
        let (mut start, mut end) = (0, length);
        if length > 2 * CONTEXT {
            start = self.at.saturating_sub(CONTEXT);
            end = length.min(self.at + CONTEXT);
        }
        let shown: String = self.letters.get(start..end).unwrap_or_default().iter().collect();
        let before = if start > 0 { "..." } else { "" };
        let behind = if end < length { "..." } else { "" };
        format!("{before}\"{shown}\"{behind}")
    }
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn says_what_v8_says() {
        for (text, expected) in [
            ("", "Unexpected end of JSON input"),
            ("[1,", "Unexpected end of JSON input"),
            ("undefined", "\"undefined\" is not valid JSON"),
            ("[object Object]", "\"[object Object]\" is not valid JSON"),
            ("<html>", "Unexpected token '<', \"<html>\" is not valid JSON"),
            (
                "<!DOCTYPE html><html></html>",
                "Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
            ),
            (
                "{bad",
                "Expected property name or '}' in JSON at position 1 (line 1 column 2)",
            ),
            (
                "{\"a\":1,}",
                "Expected double-quoted property name in JSON at position 7 (line 1 column 8)",
            ),
            (
                "{\"a\" 1}",
                "Expected ':' after property name in JSON at position 5 (line 1 column 6)",
            ),
            (
                "{\"a\":1 \"b\"}",
                "Expected ',' or '}' after property value in JSON at position 7 (line 1 column 8)",
            ),
            (
                "[1 2]",
                "Expected ',' or ']' after array element in JSON at position 3 (line 1 column 4)",
            ),
            ("[1,2,]", "Unexpected token ']', \"[1,2,]\" is not valid JSON"),
            (
                "\"abc",
                "Unterminated string in JSON at position 4 (line 1 column 5)",
            ),
            (
                "\"a\nb\"",
                "Bad control character in string literal in JSON at position 2 (line 1 column 3)",
            ),
            (
                "\"\\x\"",
                "Bad escaped character in JSON at position 2 (line 1 column 3)",
            ),
            (
                "1 2",
                "Unexpected non-whitespace character after JSON at position 2 (line 1 column 3)",
            ),
            (
                "-",
                "No number after minus sign in JSON at position 1 (line 1 column 2)",
            ),
            (
                "1.",
                "Unterminated fractional number in JSON at position 2 (line 1 column 3)",
            ),
            (
                "{\n\"a\": tru}",
                "Unexpected token '}', \"{\n\"a\": tru}\" is not valid JSON",
            ),
        ] {
            assert_eq!(message(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "{}",
            "[1,{\"a\":[null,true,-1.5e3]}]",
            " \"\\u00e9\" ",
            &"[".repeat(100_000).to_string(),
        ] {
            assert_eq!(message(text).is_none(), text.len() < 100_000, "{:.20}", text);
        }
    }
}
