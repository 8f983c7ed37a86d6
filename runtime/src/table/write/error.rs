use std::fmt::{self, Display};

/// Why a row cannot be written, and in which column.
#[derive(Debug)]
pub(super) struct Unwritable {
    column: Option<usize>,
    message: String,
}

impl Unwritable {
    #[must_use]
    pub(super) fn in_column(mut self, column: usize) -> Self {
        self.column.get_or_insert(column);
        self
    }

    pub(super) fn column(&self) -> Option<usize> {
        self.column
    }
}

impl Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Unwritable {}

impl serde::ser::Error for Unwritable {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            column: None,
            message: message.to_string(),
        }
    }
}
