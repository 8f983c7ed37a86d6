//! Why a cell, or a row of cells, does not fit a type: with what is needed to name the place later.

use std::fmt::{self, Display};

use serde::de::{Error, Expected, Unexpected};

use super::wording;

/// What serde reports, taken apart. Boxed, so that results stay small.
#[derive(Debug)]
pub(crate) struct Misfit(Box<Inner>);

#[derive(Debug)]
struct Inner {
    column: Option<usize>,
    problem: Problem,
}

/// What is wrong with a cell or a row.
#[derive(Debug)]
pub(crate) enum Problem {
    /// A sentence of the type's own.
    Other(String),
    /// Both in words: `a number`, `text "n/a"`.
    Unfit { expected: String, found: String },
    /// The cell is empty, and the type needs a value; what it expects, in words.
    Empty { expected: String },
    /// A field without a column.
    Missing(&'static str),
    /// A column without a field, and the fields that there are.
    Unknown {
        name: String,
        fields: &'static [&'static str],
    },
    /// A second column for a field.
    Duplicate(&'static str),
    /// A sentence about the header, which is wrong whatever the row holds.
    Header(String),
}

impl Misfit {
    pub(crate) fn new(problem: Problem) -> Self {
        Self(Box::new(Inner {
            column: None,
            problem,
        }))
    }

    pub(crate) fn empty(expected: &dyn Expected) -> Self {
        Self::new(Problem::Empty {
            expected: wording::expected(expected, None),
        })
    }

    /// With the column in which it was found, unless a column is known already.
    #[must_use]
    pub(crate) fn in_column(mut self, column: usize) -> Self {
        self.0.column.get_or_insert(column);
        self
    }

    pub(crate) fn column(&self) -> Option<usize> {
        self.0.column
    }

    pub(crate) fn problem(&self) -> &Problem {
        &self.0.problem
    }
}

/// Without the place.
impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem() {
            Problem::Other(message) | Problem::Header(message) => f.write_str(message),
            Problem::Unfit { expected, found } => write!(f, "expected {expected}, found {found}"),
            Problem::Empty { expected } => f.write_str(&wording::empty(expected)),
            Problem::Missing(name) => write!(f, "missing field `{name}`"),
            Problem::Unknown { name, .. } => write!(f, "unknown field `{name}`"),
            Problem::Duplicate(name) => write!(f, "duplicate field `{name}`"),
        }
    }
}

impl std::error::Error for Misfit {}

impl Error for Misfit {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(Problem::Other(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Problem::Unfit {
            expected: wording::expected(expected, Some(found)),
            found: wording::found(found),
        })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        let expected = wording::one_of(expected);
        if found.is_empty() {
            return Self::new(Problem::Empty { expected });
        }
        Self::new(Problem::Unfit {
            expected,
            found: wording::found(Unexpected::Str(found)),
        })
    }

    fn unknown_field(name: &str, fields: &'static [&'static str]) -> Self {
        Self::new(Problem::Unknown {
            name: name.to_owned(),
            fields,
        })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Problem::Missing(name))
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::new(Problem::Duplicate(name))
    }
}
