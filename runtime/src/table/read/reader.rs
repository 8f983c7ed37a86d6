//! Reads one row after the other, and keeps what it learned of their type.

use std::cell;

use serde::Deserialize;

use super::{
    blank::BlankRow,
    describe::Described,
    empty_cells::{EmptyCells, Reading},
    header::{Header, Key},
    row::{RowDeserializer, cell_at},
};
use crate::cell::{error::Misfit, value::Cell};

/// Reads one row after the other.
pub(super) struct RowReader {
    header: Header,
    /// Of the struct that was read last: its fields, and what the columns are to it.
    fields: &'static [&'static str],
    keys: Vec<Key>,
    empty_cells: EmptyCells,
    /// The column whose name was read last.
    at: cell::Cell<usize>,
}

impl RowReader {
    pub(super) fn new(header: Header) -> Self {
        let empty_cells = EmptyCells::new(header.width());
        let mut keys = Vec::new();
        keys.resize(header.width(), Key::Other);
        Self {
            header,
            fields: &[],
            keys,
            empty_cells,
            at: cell::Cell::new(0),
        }
    }

    /// Reads row `number`; the error names the cell.
    pub(super) fn read<'de, T: Deserialize<'de>>(
        &mut self,
        number: usize,
        cells: &[Cell<'de>],
    ) -> Result<T, String> {
        self.empty_cells.begin();
        loop {
            let misfit = match T::deserialize(RowDeserializer {
                reader: &mut *self,
                cells,
            }) {
                Ok(row) => return Ok(row),
                Err(misfit) => misfit,
            };
            if !self.learn(&misfit, cells) {
                let described = Described {
                    misfit: &misfit,
                    header: &self.header,
                    empty_cells: &self.empty_cells,
                    at: self.at.get(),
                    row: number,
                    cells,
                };
                return Err(described.to_string());
            }
        }
    }

    /// Reads row `number`, whose cells are all empty.
    pub(super) fn read_blank<'de, T: Deserialize<'de>>(&mut self, number: usize) -> Result<T, String> {
        T::deserialize(BlankRow).map_err(|misfit| format!("row {number}: {misfit}"))
    }

    pub(super) fn header(&self) -> &Header {
        &self.header
    }

    pub(super) fn read_as(&mut self, reading: Reading) {
        self.empty_cells.read_as(reading);
    }

    /// The column whose name was read last.
    pub(super) fn at(&self) -> usize {
        self.at.get()
    }

    pub(super) fn went_to(&self, column: usize) {
        self.at.set(column);
    }

    fn learn(&mut self, misfit: &Misfit, cells: &[Cell<'_>]) -> bool {
        let empty: Vec<usize> = (0..self.header.width())
            .filter(|column| self.header.name(*column).is_some() && cell_at(cells, *column).is_empty())
            .collect();
        let column_of = |field: &str| {
            (0..self.header.width()).find(|column| match self.keys.get(*column) {
                Some(Key::Field(key)) => *key == field,
                _ => self.header.name(*column) == Some(field),
            })
        };
        self.empty_cells.learn(misfit, &empty, column_of)
    }

    /// Finds out which column belongs to which of these fields.
    pub(super) fn know(&mut self, fields: &'static [&'static str]) -> Result<(), Misfit> {
        if !std::ptr::eq(self.fields, fields) {
            self.keys = self.header.keys(fields)?;
            self.fields = fields;
        }
        Ok(())
    }

    /// The key that a map or a struct reads a cell by, if it is to read it at all.
    pub(super) fn key(&self, column: usize, cell: &Cell<'_>, reading: Reading) -> Option<&str> {
        let is_left_out = || cell.is_empty() && !self.empty_cells.are_given(column);
        let name = self.header.name(column);
        if reading != Reading::Struct {
            return name.filter(|_| !is_left_out());
        }
        match self.keys.get(column).copied().unwrap_or(Key::Unnamed) {
            Key::Field(field) => (!is_left_out()).then_some(field),
            Key::Other => self.header.text(column),
            // The struct may deny what it does not know.
            Key::Unnamed => (!cell.is_empty()).then_some(""),
        }
    }
}
