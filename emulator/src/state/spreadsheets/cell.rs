use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    input::{self, Typed},
    refusal::{Result, SpreadsheetError},
};

/// The characters that a cell may hold at Google.
pub(super) const TEXT_LIMIT: usize = 50_000;

/// Number format of what was not given any.
pub(crate) const AUTOMATIC: &str = "General";

/// Number format of what stays text, whatever it looks like.
const PLAIN_TEXT: &str = "@";

/// What a cell holds. A date is a number of days, which the number format shows as a date.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Content {
    Number(f64),
    Boolean(bool),
    Text(Arc<str>),
    #[default]
    Empty,
}

/// What somebody puts into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Input {
    Empty,
    Number(f64),
    Boolean(bool),
    /// As typed by a person: it may turn out to be a number, a date or a formula.
    Text(Arc<str>),
    /// A date and time, in days.
    Serial(f64),
}

/// Formats by name; notes and check boxes stand here too, but are no formats.
pub(crate) type Attributes = BTreeMap<String, Arc<str>>;

/// Attributes that are kept when formats are cleared.
pub(crate) const NOTE: &str = "note";
pub(crate) const VALIDATION: &str = "validation";

/// One cell of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    pub(crate) content: Content,
    pub(crate) formula: Option<Arc<str>>,
    pub(crate) number_format: Option<Arc<str>>,
    pub(crate) attributes: Option<Arc<Attributes>>,
    /// What is known of a content that a formula has made.
    pub(crate) computed: Option<Arc<Made>>,
}

/// How a formula has made the content of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Made {
    /// Whether it is the formula of another cell, whose values fill this one too.
    #[serde(rename = "s", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_spilled: bool,
    /// How the content is shown in a cell that has no number format of its own.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub(crate) number_format: Option<Arc<str>>,
}

/// What of a cell is cleared or copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) contents: bool,
    /// Of the contents, not the formula but what it came to.
    pub(crate) values_only: bool,
    pub(crate) formats: bool,
    pub(crate) notes: bool,
    pub(crate) validations: bool,
}

impl Content {
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    pub(crate) fn text(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.into())
        }
    }

    /// Numbers stand before texts, texts before booleans; empty cells have no order of their own.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Boolean(one), Self::Boolean(other)) => one.cmp(other),
            (Self::Text(one), Self::Text(other)) => one
                .to_lowercase()
                .cmp(&other.to_lowercase())
                .then_with(|| one.cmp(other)),
            (one, other) => one.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Text(_) => 1,
            Self::Boolean(_) => 2,
            Self::Empty => 3,
        }
    }
}

impl Cell {
    pub(crate) fn is_blank(&self) -> bool {
        self.content.is_empty() && self.formula.is_none()
    }

    pub(crate) fn number_format(&self) -> &str {
        let computed = self
            .computed
            .as_ref()
            .and_then(|made| made.number_format.as_deref());
        self.number_format.as_deref().or(computed).unwrap_or(AUTOMATIC)
    }

    /// Whether the formula of another cell fills this one.
    pub(crate) fn is_spilled(&self) -> bool {
        self.computed.as_ref().is_some_and(|made| made.is_spilled)
    }

    /// Puts in what a person types or a script sets.
    pub(crate) fn enter(&mut self, input: Input) -> Result<()> {
        self.formula = None;
        self.computed = None;
        match input {
            Input::Empty => self.content = Content::Empty,
            Input::Number(number) => self.content = finite(number),
            Input::Boolean(boolean) => self.content = Content::Boolean(boolean),
            Input::Serial(serial) => {
                self.content = finite(serial);
                self.show_as(if serial.fract() == 0.0 {
                    "M/d/yyyy"
                } else {
                    "M/d/yyyy H:mm:ss"
                });
            }
            Input::Text(text) => self.type_in(&text)?,
        }
        Ok(())
    }

    fn type_in(&mut self, text: &Arc<str>) -> Result<()> {
        if text.len() > TEXT_LIMIT && text.chars().count() > TEXT_LIMIT {
            let limit = "Your input contains more than the maximum of 50000 characters in a single cell.";
            return Err(SpreadsheetError::new(limit));
        }
        self.content = if self.number_format.as_deref() == Some(PLAIN_TEXT) {
            Content::text(text)
        } else {
            match input::typed(text) {
                Typed::Text(typed) if typed.len() == text.len() && !text.is_empty() => {
                    Content::Text(Arc::clone(text))
                }
                Typed::Text(typed) => Content::text(typed),
                Typed::Boolean(boolean) => Content::Boolean(boolean),
                Typed::Formula => {
                    self.formula = Some(Arc::clone(text));
                    Content::Empty
                }
                Typed::Number(number, format) => {
                    if let Some(format) = format {
                        self.show_as(&format);
                    }
                    finite(number)
                }
            }
        };
        Ok(())
    }

    /// Gives a number format to a cell that has none.
    fn show_as(&mut self, format: &str) {
        if self.number_format.is_none() {
            self.number_format = Some(format.into());
        }
    }

    pub(crate) fn set_number_format(&mut self, format: &Arc<str>) {
        let automatic = format.is_empty() || format.eq_ignore_ascii_case(AUTOMATIC);
        self.number_format = (!automatic).then(|| Arc::clone(format));
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&Arc<str>> {
        self.attributes.as_ref()?.get(name)
    }

    pub(crate) fn set_attribute(&mut self, name: &str, value: Option<Arc<str>>) {
        let mut attributes = self
            .attributes
            .take()
            .map_or_else(Attributes::new, Arc::unwrap_or_clone);
        match value {
            Some(value) => attributes.insert(name.to_owned(), value),
            None => attributes.remove(name),
        };
        self.keep(attributes);
    }

    fn keep(&mut self, attributes: Attributes) {
        self.attributes = (!attributes.is_empty()).then(|| Arc::new(attributes));
    }

    /// Takes these parts of another cell in place of its own.
    pub(crate) fn take_parts(&mut self, other: &Self, parts: Parts) {
        if parts.contents {
            self.content = other.content.clone();
            self.formula = other.formula.clone().filter(|_| !parts.values_only);
            self.computed = None;
        }
        if parts.formats {
            self.number_format.clone_from(&other.number_format);
        }
        if let Some(made) = other.computed.as_ref().filter(|_| parts.contents)
            && self.formula.is_none()
            && self.number_format.is_none()
        {
            // A copied value is shown as before.
            self.number_format.clone_from(&made.number_format);
        }
        let taken = |name: &str| match name {
            NOTE => parts.notes,
            VALIDATION => parts.validations,
            _ => parts.formats,
        };
        if !(parts.formats || parts.notes || parts.validations)
            || (self.attributes.is_none() && other.attributes.is_none())
        {
            return;
        }
        let mut attributes = self
            .attributes
            .take()
            .map_or_else(Attributes::new, Arc::unwrap_or_clone);
        attributes.retain(|name, _| !taken(name));
        let theirs = other.attributes.iter().flat_map(|theirs| theirs.iter());
        attributes.extend(
            theirs
                .filter(|(name, _)| taken(name))
                .map(|(name, value)| (name.clone(), value.clone())),
        );
        self.keep(attributes);
    }
}

/// JavaScript has numbers that a cell lacks.
fn finite(number: f64) -> Content {
    if number.is_finite() {
        Content::Number(number + 0.0)
    } else {
        Content::text("#NUM!")
    }
}
