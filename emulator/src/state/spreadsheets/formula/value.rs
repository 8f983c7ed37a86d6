//! What an expression comes to: one value, a grid of them, or cells.

use std::rc::Rc;

use super::{
    fault::Fault,
    memory::{Lease, Memory},
    scalar::{Computed, Scalar},
};
use crate::state::spreadsheets::{area::Area, sheet::Sheet};

#[derive(Clone)]
pub(super) enum Value<'b> {
    One(Scalar),
    Grid(Rc<Grid>),
    Range(Range<'b>),
}

pub(super) type Evaluated<'b> = Result<Value<'b>, Fault>;

/// Cells of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Range<'b> {
    pub(super) sheet: &'b Sheet,
    pub(super) area: Area,
}

/// Values side by side that are in no cells. There is at least one.
pub(super) struct Grid {
    pub(super) rows: usize,
    pub(super) columns: usize,
    cells: Vec<Computed>,
    _lease: Lease,
}

impl Grid {
    /// The value in a row and a column; that of a place outside is not available.
    pub(super) fn get(&self, row: usize, column: usize) -> Computed {
        if column >= self.columns {
            return Err(Fault::NotAvailable);
        }
        let found = self.cells.get(row * self.columns + column).cloned();
        found.unwrap_or(Err(Fault::NotAvailable))
    }
}

impl Value<'_> {
    pub(super) fn size(&self) -> (usize, usize) {
        match self {
            Self::One(_) => (1, 1),
            Self::Grid(grid) => (grid.rows, grid.columns),
            Self::Range(range) => (range.area.rows, range.area.columns),
        }
    }

    pub(super) fn is_single(&self) -> bool {
        self.size() == (1, 1)
    }
}

impl From<Scalar> for Value<'_> {
    fn from(scalar: Scalar) -> Self {
        Self::One(scalar)
    }
}

/// Makes a grid, row by row.
pub(super) struct GridBuilder {
    columns: usize,
    cells: Vec<Computed>,
    lease: Lease,
}

impl GridBuilder {
    pub(super) fn new(memory: &Memory, columns: usize) -> Self {
        Self {
            columns: columns.max(1),
            cells: Vec::new(),
            lease: memory.lease(),
        }
    }

    /// An error where so many values would not fit into the memory, before they are made.
    pub(super) fn check(&self, rows: usize) -> Result<(), Fault> {
        self.lease.check(rows.saturating_mul(self.columns))
    }

    pub(super) fn push(&mut self, cell: Computed) -> Result<(), Fault> {
        self.lease.extend(&cell)?;
        self.cells.push(cell);
        Ok(())
    }

    /// An error if there is no value in it.
    pub(super) fn finish<'b>(self) -> Evaluated<'b> {
        let rows = self.cells.len() / self.columns;
        if rows == 0 {
            return Err(Fault::NotAvailable);
        }
        Ok(Value::Grid(Rc::new(Grid {
            rows,
            columns: self.columns,
            cells: self.cells,
            _lease: self.lease,
        })))
    }
}
