//! The header of a grid that is written.

use std::collections::HashMap;

use serde::{Serialize, ser::Error};

use super::{error::Unwritable, row::RowWriter};
use crate::{cell::wording, table::a1::Place};

/// The names of the columns, from left to right.
#[derive(Default)]
pub(super) struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
    /// The column behind the one that was written last. Rows mostly have their fields in the order of the columns.
    next: usize,
}

impl Columns {
    pub(super) fn given(names: &[String]) -> Result<Self, String> {
        let mut columns = Self::default();
        for name in names {
            let column = columns.names.len();
            let twice = columns.places.insert(name.clone(), column);
            match twice {
                Some(first) if !name.is_empty() => {
                    return Err(format!(
                        "the header names two columns `{}`: the {}. and the {}.",
                        wording::plain(name),
                        first + 1,
                        column + 1
                    ));
                }
                _ => columns.names.push(name.clone()),
            }
        }
        Ok(columns)
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn place(&self, column: usize, row: usize) -> Place<'_> {
        Place {
            column,
            row,
            header: self
                .names
                .get(column)
                .map(String::as_str)
                .filter(|name| !name.is_empty()),
        }
    }

    /// The column of a name; `expected`: where it probably is.
    pub(super) fn find(&self, name: &str, expected: usize) -> Option<usize> {
        match self.names.get(expected) {
            Some(at_once) if at_once == name => Some(expected),
            _ => self.places.get(name).copied(),
        }
    }

    /// Begins with the next row.
    pub(super) fn begin(&mut self) {
        self.next = 0;
    }
}

/// Gathers the names that the rows have.
impl RowWriter for Columns {
    fn field<T: Serialize + ?Sized>(&mut self, name: &str, _value: &T) -> Result<(), Unwritable> {
        let column = match self.find(name, self.next) {
            Some(column) => column,
            None if name.trim().is_empty() => {
                return Err(Unwritable::custom(
                    "a field has an empty name, which cannot name a column",
                ));
            }
            None => {
                let column = self.names.len();
                self.names.push(name.to_owned());
                self.places.insert(name.to_owned(), column);
                column
            }
        };
        self.next = column + 1;
        Ok(())
    }

    fn skipped(&mut self, name: &str) -> Result<(), Unwritable> {
        self.field(name, &())
    }

    fn element<T: Serialize + ?Sized>(&mut self, _value: &T) -> Result<(), Unwritable> {
        Err(Unwritable::custom(
            "a tuple or a list does not name its columns: give the table a header by `with_header`",
        ))
    }
}
