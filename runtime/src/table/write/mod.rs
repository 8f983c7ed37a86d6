//! From rows to a grid: the header, then each row with a cell for each column.

mod cell;
mod columns;
mod error;
mod row;
#[cfg(test)]
mod tests;

use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeSeq},
};

use self::{
    columns::Columns,
    error::Unwritable,
    row::{CellsOfRow, RowSerializer},
};
use super::{Table, a1::Place};

impl<T: Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.columns().map_err(S::Error::custom)?;
        if columns.names().is_empty() {
            return serializer.serialize_seq(Some(0))?.end();
        }
        let mut grid = serializer.serialize_seq(Some(self.rows.len() + 1))?;
        grid.serialize_element(columns.names())?;
        let mut cells = CellsOfRow::new(&columns);
        for (index, row) in self.rows.iter().enumerate() {
            let number = index + 2;
            cells.begin();
            row.serialize(RowSerializer(&mut cells))
                .map_err(|error| S::Error::custom(described(&error, &columns, number)))?;
            grid.serialize_element(&WrittenRow {
                cells: &cells,
                number,
            })?;
        }
        grid.end()
    }
}

impl<T: Serialize> Table<T> {
    /// The header that was given, or all the names that the rows have.
    fn columns(&self) -> Result<Columns, String> {
        if let Some(names) = &self.header {
            return Columns::given(names);
        }
        let mut columns = Columns::default();
        for (index, row) in self.rows.iter().enumerate() {
            row.serialize(RowSerializer(&mut columns))
                .map_err(|error| described(&error, &columns, index + 2))?;
            columns.begin();
        }
        Ok(columns)
    }
}

fn described(error: &Unwritable, columns: &Columns, number: usize) -> String {
    match error.column() {
        Some(column) => format!("{}: {error}", columns.place(column, number)),
        None => format!("row {number}: {error}"),
    }
}

/// Names the place of what the serializer of the grid refuses, such as an integer that JavaScript would round.
struct WrittenRow<'r, 'c> {
    cells: &'r CellsOfRow<'c>,
    number: usize,
}

impl Serialize for WrittenRow<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.cells.cells();
        let mut row = serializer.serialize_seq(Some(cells.len()))?;
        for (column, cell) in cells.iter().enumerate() {
            row.serialize_element(cell).map_err(|error| {
                let place: Place<'_> = self.cells.columns().place(column, self.number);
                S::Error::custom(format_args!("{place}: {error}"))
            })?;
        }
        row.end()
    }
}
