//! Single values in formulas.

use std::{cmp::Ordering, sync::Arc};

use super::{fault::Fault, format::Format};
use crate::state::spreadsheets::{
    cell::{Content, TEXT_LIMIT},
    input::{self, Typed},
    number_format,
};

/// A value of a formula. Other than in a cell, an empty text is not the same as nothing.
#[derive(Clone, Debug, Default)]
pub(super) enum Scalar {
    Number(f64, Format),
    Boolean(bool),
    Text(Arc<str>),
    #[default]
    Empty,
}

/// A value, or the error in its place.
pub(super) type Computed = Result<Scalar, Fault>;

impl Scalar {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn count(number: usize) -> Self {
        Self::Number(number as f64, Format::GENERAL)
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Whether nothing is there to see.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Number(..) | Self::Boolean(_) => false,
        }
    }

    /// How a number is shown.
    pub(super) fn format(&self) -> Format {
        match self {
            Self::Number(_, format) => *format,
            _ => Format::GENERAL,
        }
    }

    /// The value as a number: a text counts as what it would be if it was typed into a cell.
    pub(super) fn to_number(&self) -> Result<f64, Fault> {
        match self {
            Self::Number(number, _) => Ok(*number),
            Self::Boolean(boolean) => Ok(f64::from(u8::from(*boolean))),
            Self::Empty => Ok(0.0),
            Self::Text(text) => match input::typed(text) {
                Typed::Number(number, _) if number.is_finite() => Ok(number),
                _ => Err(Fault::Value),
            },
        }
    }

    pub(super) fn to_boolean(&self) -> Result<bool, Fault> {
        match self {
            Self::Number(number, _) => Ok(*number != 0.0),
            Self::Boolean(boolean) => Ok(*boolean),
            Self::Empty => Ok(false),
            Self::Text(text) if text.eq_ignore_ascii_case("true") => Ok(true),
            Self::Text(text) if text.eq_ignore_ascii_case("false") => Ok(false),
            Self::Text(_) => Err(Fault::Value),
        }
    }

    pub(super) fn to_text(&self) -> Arc<str> {
        match self {
            Self::Empty => "".into(),
            Self::Boolean(true) => "TRUE".into(),
            Self::Boolean(false) => "FALSE".into(),
            Self::Number(number, _) => number_format::general(*number).into(),
            Self::Text(text) => Arc::clone(text),
        }
    }

    /// As a cell holds it.
    pub(super) fn into_content(self) -> Content {
        match self {
            Self::Empty => Content::Empty,
            Self::Number(number, _) => Content::Number(number),
            Self::Boolean(boolean) => Content::Boolean(boolean),
            Self::Text(text) => Content::Text(text),
        }
    }

    /// Numbers come before texts, texts before booleans and all of them before nothing. Capitals make no difference.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one, _), Self::Number(other, _)) => {
                one.partial_cmp(other).unwrap_or(Ordering::Equal)
            }
            (Self::Boolean(one), Self::Boolean(other)) => one.cmp(other),
            (Self::Text(one), Self::Text(other)) => order_of_texts(one, other),
            (one, other) => one.rank().cmp(&other.rank()),
        }
    }

    /// The order in comparisons, where nothing counts as a number, a text or a boolean, whatever the other one is.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Empty, Self::Empty) => Ordering::Equal,
            (Self::Empty, other) => other.like_nothing().order(other),
            (one, Self::Empty) => one.order(&one.like_nothing()),
            (one, other) => one.order(other),
        }
    }

    fn like_nothing(&self) -> Self {
        match self {
            Self::Number(..) => Self::from(0.0),
            Self::Boolean(_) => Self::Boolean(false),
            Self::Text(_) => Self::text(""),
            Self::Empty => Self::Empty,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Number(..) => 0,
            Self::Text(_) => 1,
            Self::Boolean(_) => 2,
            Self::Empty => 3,
        }
    }
}

impl From<f64> for Scalar {
    fn from(number: f64) -> Self {
        Self::Number(number, Format::GENERAL)
    }
}

impl From<bool> for Scalar {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

/// A number, if it is one that a cell can hold.
pub(super) fn finite(number: f64, format: Format) -> Computed {
    if number.is_finite() {
        Ok(Scalar::Number(number + 0.0, format))
    } else {
        Err(Fault::Number)
    }
}

/// A text, if it is not longer than a cell can hold.
pub(super) fn text_within_limit(text: &str) -> Computed {
    if text.len() > TEXT_LIMIT && text.chars().count() > TEXT_LIMIT {
        return Err(Fault::Value);
    }
    Ok(Scalar::text(text))
}

/// Texts one after the other.
pub(super) fn joined<'s>(scalars: impl IntoIterator<Item = &'s Scalar>) -> Computed {
    let mut text = String::new();
    for scalar in scalars {
        append(&mut text, &scalar.to_text())?;
    }
    text_within_limit(&text)
}

/// Adds to a text, which never grows far beyond what a cell can hold.
pub(super) fn append(text: &mut String, part: &str) -> Result<(), Fault> {
    text.push_str(part);
    // No character has more bytes than these.
    if text.len() > 4 * TEXT_LIMIT {
        return Err(Fault::Value);
    }
    Ok(())
}

/// The order of texts without regard to capitals.
fn order_of_texts(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        let lower = |text: &str| {
            text.bytes()
                .map(|letter| letter.to_ascii_lowercase())
                .collect::<Vec<_>>()
        };
        return if one.len() == other.len() && one.eq_ignore_ascii_case(other) {
            Ordering::Equal
        } else {
            lower(one).cmp(&lower(other))
        };
    }
    one.to_lowercase().cmp(&other.to_lowercase())
}
