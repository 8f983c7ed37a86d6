//! Which formats are shown in every part as Google Sheets shows them.

use super::pattern::{Token, sections};

pub(super) fn is_understood(format: &str) -> bool {
    let sections = sections(format);
    let is_short = sections.len() <= 3;
    is_short && are_letters_known(format) && sections.iter().all(|section| are_digits_together(&section.0))
}

/// Whether letters and signs outside of quotes are ones of formats.
fn are_letters_known(format: &str) -> bool {
    let mut rest = format;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '"' => match after.split_once('"') {
                Some((_, left)) => left,
                None => return false,
            },
            '\\' => after
                .get(after.chars().next().map_or(0, char::len_utf8)..)
                .unwrap_or_default(),
            '[' => match after.split_once(']') {
                Some((inner, left)) if is_known_bracket(inner) => left,
                _ => return false,
            },
            '?' | '*' | '_' => return false,
            letter if letter.is_alphabetic() => match after_word(rest) {
                Some(left) => left,
                None => return false,
            },
            _ => after,
        };
    }
    true
}

/// `[h]`, `[$€]`; colours and conditions are not among them.
fn is_known_bracket(inner: &str) -> bool {
    let elapsed = |letter: char| inner.chars().all(|other| other.eq_ignore_ascii_case(&letter));
    inner.starts_with('$') || (!inner.is_empty() && ['h', 'm', 's'].into_iter().any(elapsed))
}

fn after_word(rest: &str) -> Option<&str> {
    for word in ["General", "AM/PM", "E+", "E-"] {
        let start = rest.get(..word.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return rest.get(word.len()..);
        }
    }
    let letter = rest.chars().next()?.to_ascii_lowercase();
    let count = rest
        .chars()
        .take_while(|other| other.eq_ignore_ascii_case(&letter))
        .count();
    let most = match letter {
        'y' | 'd' => 4,
        'm' => 5,
        'h' | 's' => 2,
        _ => return None,
    };
    (count <= most).then(|| rest.get(count..)).flatten()
}

/// Whether nothing is between the digits of a number. Those of a date stand for themselves.
fn are_digits_together(tokens: &[Token]) -> bool {
    if tokens
        .iter()
        .any(|token| matches!(token, Token::Date { .. } | Token::Meridiem))
    {
        let is_digit = |token: &Token| matches!(token, Token::Digit('#' | '?') | Token::Exponent { .. });
        return !tokens.iter().any(is_digit);
    }
    let is_part = |token: &Token| {
        matches!(
            token,
            Token::Digit(_) | Token::Point | Token::Comma | Token::Exponent { .. }
        )
    };
    let first = tokens.iter().position(is_part);
    let last = tokens.iter().rposition(is_part);
    match (first, last) {
        (Some(first), Some(last)) => tokens.iter().take(last).skip(first).all(is_part),
        _ => true,
    }
}
