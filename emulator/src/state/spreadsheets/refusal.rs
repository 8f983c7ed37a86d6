use std::{error, fmt};

/// Why a spreadsheet refuses something, in Google's words where these are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpreadsheetError(String);

impl SpreadsheetError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    pub(crate) fn out_of_bounds(axis: super::Axis) -> Self {
        Self::new(match axis {
            super::Axis::Rows => "Those rows are out of bounds.",
            super::Axis::Columns => "Those columns are out of bounds.",
        })
    }

    pub(crate) fn no_such_range() -> Self {
        Self::new("Range not found")
    }
}

impl fmt::Display for SpreadsheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl error::Error for SpreadsheetError {}

pub(crate) type Result<T, E = SpreadsheetError> = std::result::Result<T, E>;
