//! An error of a row, in a sentence that names the cell.

use std::fmt;

use super::{
    empty_cells::EmptyCells,
    header::{self, Header},
};
use crate::{
    cell::{
        error::{Misfit, Problem},
        value::Cell,
        wording,
    },
    table::a1::Place,
};

/// A misfit, and where it was found.
pub(super) struct Described<'d, 'de> {
    pub(super) misfit: &'d Misfit,
    pub(super) header: &'d Header,
    pub(super) empty_cells: &'d EmptyCells,
    /// The column whose name was read last.
    pub(super) at: usize,
    pub(super) row: usize,
    pub(super) cells: &'d [Cell<'de>],
}

impl fmt::Display for Described<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.misfit.problem() {
            Problem::Header(message) => f.write_str(message),
            Problem::Missing(field) => self.missing(field, f),
            Problem::Empty { .. } if !self.empty_cells.refused().is_empty() => self.refused(f),
            Problem::Unknown { name, fields } => {
                let column = self.misfit.column().unwrap_or(self.at);
                let row = if name.is_empty() { self.row } else { 1 };
                let place = self.header.place(column, row);
                write!(f, "{place}: {}", header::unknown(name, fields))
            }
            Problem::Duplicate(field) => write!(
                f,
                "{}: `{}` is read from another column already: rename one of the two in the sheet",
                self.header.place(self.at, 1),
                wording::plain(field)
            ),
            Problem::Other(message) => self.other(message, f),
            Problem::Unfit { expected, found } => match self.misfit.column().or_else(|| self.only(found)) {
                Some(column) if self.cells.get(column).is_some_and(Cell::is_empty) => {
                    write!(f, "{}: {}", self.place(column), wording::empty(expected))
                }
                Some(column) => write!(f, "{}: {}", self.place(column), self.misfit),
                None => write!(f, "row {}: {}", self.row, self.misfit),
            },
            Problem::Empty { .. } => match self.misfit.column() {
                Some(column) => write!(f, "{}: {}", self.place(column), self.misfit),
                None => write!(f, "row {}: {}", self.row, self.misfit),
            },
        }
    }
}

impl Described<'_, '_> {
    fn place(&self, column: usize) -> Place<'_> {
        self.header.place(column, self.row)
    }

    fn missing(&self, field: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.empty_cells.refused().is_empty() {
            return self.refused(f);
        }
        let is_there = (0..self.header.width()).any(|column| self.header.name(column) == Some(field));
        if is_there {
            return write!(f, "row {}: {}", self.row, self.misfit);
        }
        f.write_str(&self.header.missing(field))
    }

    /// A field is missing that may be read under an alias, and no empty cell fits it.
    fn refused(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "row {}: a field needs a value, and the cell is empty: ",
            self.row
        )?;
        for (index, column) in self.empty_cells.refused().iter().enumerate() {
            let separator = if index == 0 { "" } else { " or " };
            write!(f, "{separator}{}", self.place(*column))?;
        }
        Ok(())
    }

    /// What a type says of itself does not always name the value.
    fn other(&self, message: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(column) = self.misfit.column() else {
            return write!(f, "row {}: {message}", self.row);
        };
        write!(f, "{}: {message}", self.place(column))?;
        let found = self
            .cells
            .get(column)
            .map(|cell| wording::found(cell.unexpected()));
        match found {
            Some(found) if !message.contains(&found) => write!(f, "; the cell holds {found}"),
            _ => Ok(()),
        }
    }

    /// The column of the one cell that holds this. serde forgets where flattened fields come from.
    fn only(&self, found: &str) -> Option<usize> {
        let given = self.empty_cells.last_given();
        let holds = |column: &usize| {
            self.cells
                .get(*column)
                .is_some_and(|cell| wording::found(cell.unexpected()) == found)
        };
        if given.as_ref().is_some_and(holds) {
            return given;
        }
        let mut columns = (0..self.header.width()).filter(holds);
        let first = columns.next();
        first.filter(|_| columns.next().is_none())
    }
}
