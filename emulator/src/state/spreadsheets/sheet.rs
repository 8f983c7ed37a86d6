use super::{
    area::{Area, Axis},
    cell::{Cell, Content, Input, Parts},
    notation, r1c1,
    refusal::{Result, SpreadsheetError},
};

const NEW_ROWS: usize = 1000;
const NEW_COLUMNS: usize = 26;

/// One sheet of a [`Spreadsheet`](crate::Spreadsheet).
///
/// Cells take what a person would type: `"5"` becomes a number and `"2026-11-24"` a date.
///
/// ```
/// use apps_script_emulator::{CellValue, Sheet};
///
/// # fn main() -> Result<(), apps_script_emulator::SpreadsheetError> {
/// let items = Sheet::from_csv("Items", "sku,stock\nA-1,5\n")?;
/// assert_eq!(items.values()[1], [CellValue::from("A-1"), CellValue::from(5.0)]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub(crate) id: u32,
    pub(crate) name: String,
    /// As far as anything was written; the sheet itself is larger.
    pub(super) cells: Vec<Vec<Cell>>,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) frozen_rows: usize,
    pub(crate) frozen_columns: usize,
    pub(crate) hidden: bool,
    pub(crate) merges: Vec<Area>,
    /// Whether a formula was ever put into it.
    pub(super) has_formulas: bool,
    /// What has no meaning to the emulator, but is given back: tab colour, widths of columns and the like.
    pub(crate) traits: super::cell::Attributes,
}

impl Sheet {
    /// An empty sheet of 1000 rows and 26 columns, as Google makes them.
    pub fn new(name: impl Into<String>) -> Self {
        Self::with_size(name, NEW_ROWS, NEW_COLUMNS)
    }

    pub(crate) fn with_size(name: impl Into<String>, rows: usize, columns: usize) -> Self {
        Self {
            id: 0,
            name: name.into(),
            cells: Vec::new(),
            rows,
            columns,
            frozen_rows: 0,
            frozen_columns: 0,
            hidden: false,
            merges: Vec::new(),
            has_formulas: false,
            traits: super::cell::Attributes::new(),
        }
    }

    /// The sheet's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.cells.get(row)?.get(column)
    }

    pub(crate) fn is_blank(&self, row: usize, column: usize) -> bool {
        self.cell(row, column).is_none_or(Cell::is_blank)
    }

    /// The cell to write to; there is none outside of the sheet.
    pub(crate) fn cell_mut(&mut self, row: usize, column: usize) -> Result<&mut Cell> {
        let outside = || SpreadsheetError::new(OUTSIDE);
        if row >= self.rows || column >= self.columns {
            return Err(outside());
        }
        let cells = self.row_mut(row).ok_or_else(outside)?;
        if cells.len() <= column {
            cells.resize_with(column + 1, Cell::default);
        }
        cells.get_mut(column).ok_or_else(outside)
    }

    pub(super) fn row_mut(&mut self, row: usize) -> Option<&mut Vec<Cell>> {
        if self.cells.len() <= row {
            self.cells.resize_with(row + 1, Vec::new);
        }
        self.cells.get_mut(row)
    }

    /// The whole sheet.
    pub(crate) fn all(&self) -> Area {
        Area {
            row: 0,
            column: 0,
            rows: self.rows,
            columns: self.columns,
        }
    }

    /// How many rows and columns reach to the last cell that holds something.
    pub(crate) fn extent(&self) -> (usize, usize) {
        let columns = self.cells.iter().filter_map(|row| last_in(row)).max();
        (self.last_row(), columns.map_or(0, |column| column + 1))
    }

    /// Rows and columns of the cells that have formulas, and these.
    pub(super) fn formulas(&self) -> impl Iterator<Item = (usize, usize, &str)> {
        let rows = self.cells.iter().enumerate().filter(|_| self.has_formulas);
        rows.flat_map(|(row, line)| {
            let cells = line.iter().enumerate();
            cells.filter_map(move |(column, cell)| Some((row, column, cell.formula.as_deref()?)))
        })
    }

    /// Empties the cells that formulas of other cells have filled.
    pub(super) fn clear_spilled(&mut self) {
        for cell in self.cells.iter_mut().flatten().filter(|cell| cell.is_spilled()) {
            cell.content = Content::Empty;
            cell.computed = None;
        }
    }

    pub(super) fn last_row(&self) -> usize {
        let last = self.cells.iter().rposition(|row| last_in(row).is_some());
        last.map_or(0, |row| row + 1)
    }

    /// Cells by name, as in `A2:C`.
    pub(crate) fn named(&self, name: &str) -> Result<Area> {
        notation::area(name, self.rows, self.columns)
            .or_else(|| r1c1::area(name, self.rows, self.columns))
            .ok_or_else(SpreadsheetError::no_such_range)
    }

    pub(crate) fn check(&self, area: Area) -> Result<Area> {
        if self.all().covers(&area) {
            Ok(area)
        } else {
            Err(SpreadsheetError::new(OUTSIDE))
        }
    }

    /// Puts a grid of the area's size into it; nothing of it, if any of it is refused.
    pub(crate) fn enter(&mut self, area: Area, grid: Vec<Vec<Input>>) -> Result<()> {
        self.check(area)?;
        let mut changed = Vec::with_capacity(grid.len());
        for (row, inputs) in (area.row..).zip(grid) {
            let mut cells = Vec::with_capacity(inputs.len());
            for (column, input) in (area.column..).zip(inputs) {
                let mut cell = self.cell(row, column).cloned().unwrap_or_default();
                cell.enter(input)?;
                cells.push(cell);
            }
            changed.push(cells);
        }
        for (row, cells) in (area.row..).zip(changed) {
            self.put_row(row, area.column, cells);
        }
        Ok(())
    }

    /// Puts cells in place of those that are there.
    pub(super) fn put_row(&mut self, row: usize, column: usize, cells: Vec<Cell>) {
        self.has_formulas |= cells.iter().any(|cell| cell.formula.is_some());
        let end = column + cells.len();
        let Some(line) = self.row_mut(row) else { return };
        if line.len() < end {
            line.resize_with(end, Cell::default);
        }
        line.splice(column..end, cells);
    }

    pub(crate) fn change(
        &mut self,
        area: Area,
        mut change: impl FnMut(&mut Cell, usize, usize),
    ) -> Result<()> {
        self.check(area)?;
        for row in area.row..area.end_row() {
            for column in area.column..area.end_column() {
                change(self.cell_mut(row, column)?, row - area.row, column - area.column);
            }
        }
        Ok(())
    }

    pub(crate) fn clear(&mut self, area: Area, parts: Parts) {
        let nothing = Cell::default();
        for line in self.cells.iter_mut().skip(area.row).take(area.rows) {
            for cell in line.iter_mut().skip(area.column).take(area.columns) {
                cell.take_parts(&nothing, parts);
            }
        }
    }

    /// Writes below everything that is there, and makes the sheet larger where it must.
    pub(crate) fn append(&mut self, values: Vec<Input>) -> Result<()> {
        self.write_row(self.last_row(), values)
    }

    /// Writes a row from its first cell on, and makes the sheet larger where it must.
    pub(super) fn write_row(&mut self, row: usize, values: Vec<Input>) -> Result<()> {
        let mut cells = Vec::with_capacity(values.len());
        for (column, input) in values.into_iter().enumerate() {
            let mut cell = self.cell(row, column).cloned().unwrap_or_default();
            cell.enter(input)?;
            cells.push(cell);
        }
        self.rows = self.rows.max(row + 1);
        self.columns = self.columns.max(cells.len());
        self.put_row(row, 0, cells);
        Ok(())
    }

    pub(super) fn insert(&mut self, axis: Axis, at: usize, count: usize) {
        match axis {
            Axis::Rows => {
                self.rows += count;
                if at < self.cells.len() {
                    self.cells.splice(at..at, std::iter::repeat_n(Vec::new(), count));
                }
            }
            Axis::Columns => {
                self.columns += count;
                for line in self.cells.iter_mut().filter(|line| at < line.len()) {
                    line.splice(at..at, std::iter::repeat_n(Cell::default(), count));
                }
            }
        }
        for merge in &mut self.merges {
            *merge = merge.after_insertion(axis, at, count);
        }
    }

    pub(super) fn delete(&mut self, axis: Axis, at: usize, count: usize) {
        match axis {
            Axis::Rows => {
                self.rows -= count;
                let end = self.cells.len().min(at + count);
                self.cells.drain(at.min(end)..end);
            }
            Axis::Columns => {
                self.columns -= count;
                for line in &mut self.cells {
                    let end = line.len().min(at + count);
                    line.drain(at.min(end)..end);
                }
            }
        }
        let merges = self.merges.iter();
        self.merges = merges
            .filter_map(|merge| merge.after_deletion(axis, at, count))
            .collect();
    }

    pub(crate) fn size(&self, axis: Axis) -> usize {
        match axis {
            Axis::Rows => self.rows,
            Axis::Columns => self.columns,
        }
    }
}

fn last_in(row: &[Cell]) -> Option<usize> {
    row.iter().rposition(|cell| !cell.is_blank())
}

const OUTSIDE: &str = "The coordinates of the range are outside the dimensions of the sheet.";
