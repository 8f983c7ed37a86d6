//! What can be done with the values in formulas.

use crate::state::spreadsheets::{
    cell::{Content, TEXT_LIMIT},
    number_format,
};

/// A value, or the error that stands in its place: `#DIV/0!`.
pub(super) type Computed = Result<Content, &'static str>;

/// The error of a text that is longer than a cell can hold.
const TOO_LONG: &str = "#VALUE!";

/// What a cell can hold of what its formula comes to.
pub(super) fn within_limits(content: Content) -> Computed {
    match &content {
        Content::Number(number) if !number.is_finite() => Err("#NUM!"),
        Content::Text(text) if is_too_long(text) => Err(TOO_LONG),
        _ => Ok(content),
    }
}

/// Texts one after the other.
pub(super) fn joined(contents: &[Content]) -> Computed {
    let mut text = String::new();
    let mut length = 0;
    for content in contents {
        let part = text_of(content);
        length += part.chars().count();
        if length > TEXT_LIMIT {
            return Err(TOO_LONG);
        }
        text.push_str(&part);
    }
    Ok(Content::text(&text))
}

fn is_too_long(text: &str) -> bool {
    text.len() > TEXT_LIMIT && text.chars().count() > TEXT_LIMIT
}

/// An error in a cell is one in what refers to it.
pub(super) fn checked(content: Content) -> Computed {
    const ERRORS: [&str; 8] = [
        "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#N/A", "#NUM!", "#ERROR!", "#NULL!",
    ];
    let found = match &content {
        Content::Text(text) => ERRORS.iter().find(|error| **error == text.as_ref()),
        _ => None,
    };
    found.map_or(Ok(content), |error| Err(error))
}

pub(super) fn number_of(content: &Content) -> Result<f64, &'static str> {
    match content {
        Content::Number(number) => Ok(*number),
        Content::Boolean(boolean) => Ok(f64::from(u8::from(*boolean))),
        Content::Empty => Ok(0.0),
        Content::Text(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .ok_or("#VALUE!"),
    }
}

pub(super) fn text_of(content: &Content) -> String {
    match content {
        Content::Empty => String::new(),
        Content::Boolean(boolean) => boolean.to_string().to_uppercase(),
        Content::Number(number) => number_format::general(*number),
        Content::Text(text) => text.to_string(),
    }
}

pub(super) fn combine(sign: &str, left: &Content, right: &Content) -> Computed {
    if sign == "&" {
        return joined(&[left.clone(), right.clone()]);
    }
    if matches!(sign, "=" | "<>" | "<" | ">" | "<=" | ">=") {
        return Ok(Content::Boolean(compares(sign, left, right)));
    }
    let (left, right) = (number_of(left)?, number_of(right)?);
    let number = match sign {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" if right == 0.0 => return Err("#DIV/0!"),
        "/" => left / right,
        _ => left.powf(right),
    };
    if number.is_finite() {
        Ok(Content::Number(number))
    } else {
        Err("#NUM!")
    }
}

pub(super) fn compares(sign: &str, left: &Content, right: &Content) -> bool {
    let filled = |content: &Content, other: &Content| match (content, other) {
        (Content::Empty, Content::Number(_)) => Content::Number(0.0),
        (Content::Empty, Content::Boolean(_)) => Content::Boolean(false),
        (Content::Empty, Content::Text(_)) => Content::Text("".into()),
        _ => content.clone(),
    };
    let order = match (filled(left, right), filled(right, left)) {
        (Content::Text(left), Content::Text(right)) => left.to_lowercase().cmp(&right.to_lowercase()),
        (left, right) => left.compare(&right),
    };
    match sign {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        _ => order.is_ge(),
    }
}
