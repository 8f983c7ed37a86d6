use super::fault::Fault;

/// A word of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// A name, a reference or a part of one, as it is written.
    Word(String),
    /// `'My sheet'`, before `!`.
    Sheet(String),
    /// `#REF!`, in place of what a formula referred to.
    Fault(Fault),
    /// An operator or a bracket.
    Sign(&'static str),
}

const SIGNS: [&str; 21] = [
    "<>", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "^", "&", "%", "(", ")", "{", "}", ",", ";", ":",
    "!",
];

/// Splits a formula; `None` if something in it is not a word of formulas.
pub(super) fn tokens(formula: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = formula.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, left) = match first {
            '"' => quoted(rest, '"').map(|(text, left)| (Token::Text(text), left))?,
            '\'' => quoted(rest, '\'').map(|(text, left)| (Token::Sheet(text), left))?,
            '0'..='9' | '.' => number(rest)?,
            '#' => {
                let fault = Fault::starting(rest)?;
                (Token::Fault(fault), rest.get(fault.name().len()..)?)
            }
            first if is_letter(first) => {
                let end = rest.find(|letter: char| !is_letter(letter) && !letter.is_ascii_digit());
                let (word, left) = rest.split_at(end.unwrap_or(rest.len()));
                (Token::Word(word.to_owned()), left)
            }
            _ => {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
                (Token::Sign(sign), rest.get(sign.len()..)?)
            }
        };
        tokens.push(token);
        rest = left.trim_start();
    }
    Some(tokens)
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '_' | '$' | '.')
}

/// Two quotes in a row are one that belongs to the text.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut inner = String::new();
    let mut rest = text.strip_prefix(quote)?;
    loop {
        let (part, left) = rest.split_once(quote)?;
        inner.push_str(part);
        match left.strip_prefix(quote) {
            Some(more) => {
                inner.push(quote);
                rest = more;
            }
            None => return Some((inner, left)),
        }
    }
}

/// `5`, `1.5`, `1e3`; a row such as the `2` of `2:5` is one too.
fn number(text: &str) -> Option<(Token, &str)> {
    let bytes = text.as_bytes();
    let digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    let mut end = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit() || **byte == b'.')
        .count();
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digit(end + 1 + sign) {
            end += 1 + sign;
            while digit(end) {
                end += 1;
            }
        }
    }
    let (number, left) = text.split_at(end);
    Some((Token::Number(number.parse().ok()?), left))
}
