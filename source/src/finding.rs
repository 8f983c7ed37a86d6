use std::fmt;

use crate::function::Place;

/// Why a script cannot be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// Where the parser stands when it gives up.
    pub place: Place,
    /// What is wrong.
    pub message: String,
}

/// Code that other engines run and that Apps Script refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// Where it stands.
    pub place: Place,
    /// What it is, and what to write in its place.
    pub message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, message } = self;
        write!(f, "{place}:{}: {message}", place.column)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, message } = self;
        write!(f, "{place}:{}: {message}", place.column)
    }
}
