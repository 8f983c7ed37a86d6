//! Moves and copies cells within a sheet and between sheets.

use std::collections::HashSet;

use super::{
    area::{Area, Axis},
    cell::{Cell, Parts},
    formula::references,
    refusal::{Result, SpreadsheetError},
    sheet::Sheet,
};

/// The four ways that an arrow key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
    Left,
    Right,
}

impl Sheet {
    /// Moves whole rows or columns so that they stand before what is number `to` now.
    pub(crate) fn shift(&mut self, axis: Axis, at: usize, count: usize, to: usize) -> Result<()> {
        let size = self.size(axis);
        if count == 0 || at + count > size || to > size {
            return Err(SpreadsheetError::out_of_bounds(axis));
        }
        let (start, middle, end) = if to < at {
            (to, at, at + count)
        } else if to > at + count {
            (at, at + count, to)
        } else {
            return Ok(());
        };
        match axis {
            Axis::Rows => {
                self.row_mut(end - 1);
                if let Some(moved) = self.cells.get_mut(start..end) {
                    moved.rotate_left(middle - start);
                }
            }
            Axis::Columns => {
                for line in self.cells.iter_mut().filter(|line| line.len() > start) {
                    if line.len() < end {
                        line.resize_with(end, Cell::default);
                    }
                    if let Some(moved) = line.get_mut(start..end) {
                        moved.rotate_left(middle - start);
                    }
                }
            }
        }
        Ok(())
    }

    /// Makes room in an area, or closes it: the cells after it move along the axis.
    pub(crate) fn shift_cells(&mut self, area: Area, axis: Axis, insert: bool) -> Result<()> {
        self.check(area)?;
        let rest = match axis {
            Axis::Rows => Area {
                rows: self.rows - area.row,
                ..area
            },
            Axis::Columns => Area {
                columns: self.columns - area.column,
                ..area
            },
        };
        let mut cells = self.cells_of(rest)?;
        match axis {
            Axis::Rows => {
                let count = area.rows.min(cells.len());
                if insert {
                    cells.rotate_right(count);
                    cells
                        .iter_mut()
                        .take(count)
                        .flatten()
                        .for_each(|cell| *cell = Cell::default());
                } else {
                    cells.rotate_left(count);
                    cells
                        .iter_mut()
                        .rev()
                        .take(count)
                        .flatten()
                        .for_each(|cell| *cell = Cell::default());
                }
            }
            Axis::Columns => {
                for line in &mut cells {
                    let count = area.columns.min(line.len());
                    if insert {
                        line.rotate_right(count);
                        line.iter_mut()
                            .take(count)
                            .for_each(|cell| *cell = Cell::default());
                    } else {
                        line.rotate_left(count);
                        line.iter_mut()
                            .rev()
                            .take(count)
                            .for_each(|cell| *cell = Cell::default());
                    }
                }
            }
        }
        for (row, line) in (rest.row..).zip(cells) {
            self.put_row(row, rest.column, line);
        }
        Ok(())
    }

    /// Writes these parts of copied cells, again and again until the area is full. Formulas that come from
    /// `origin` refer to cells as far from their new place as before.
    pub(crate) fn paste(
        &mut self,
        area: Area,
        cells: &[Vec<Cell>],
        parts: Parts,
        origin: Option<(usize, usize)>,
    ) -> Result<()> {
        self.has_formulas |= cells.iter().flatten().any(|cell| cell.formula.is_some());
        self.change(area, |cell, row, column| {
            let from_row = row % cells.len().max(1);
            let Some(line) = cells.get(from_row) else { return };
            let from_column = column % line.len().max(1);
            let Some(copied) = line.get(from_column) else {
                return;
            };
            cell.take_parts(copied, parts);
            if let (Some((first_row, first_column)), Some(formula)) = (origin, &cell.formula) {
                let down = (area.row + row) as isize - (first_row + from_row) as isize;
                let right = (area.column + column) as isize - (first_column + from_column) as isize;
                let moved = |_: Option<&str>, reference: &str| references::copied(reference, down, right);
                cell.formula = Some(references::rewrite(formula, moved).into());
            }
        })
    }

    /// Gives formulas other references.
    pub(super) fn rewrite_formulas(&mut self, mut change: impl FnMut(Option<&str>, &str) -> String) {
        if !self.has_formulas {
            return;
        }
        for cell in self.cells.iter_mut().flatten() {
            if let Some(formula) = &cell.formula {
                cell.formula = Some(references::rewrite(formula, &mut change).into());
            }
        }
    }

    /// Leaves the content of the first cell alone, as merging does.
    pub(crate) fn keep_first(&mut self, area: Area) {
        let contents = Parts {
            contents: true,
            values_only: false,
            formats: false,
            notes: false,
            validations: false,
        };
        let first = self.cell(area.row, area.column).cloned();
        self.clear(area, contents);
        if let (Some(first), Ok(cell)) = (first, self.cell_mut(area.row, area.column)) {
            cell.take_parts(&first, contents);
        }
    }

    /// Takes out the rows that are like one above them in these columns; the others move up. Says how many went.
    pub(crate) fn remove_duplicates(&mut self, area: Area, columns: &[usize]) -> Result<usize> {
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        for line in self.cells_of(area)? {
            let compared = columns.iter().map(|column| {
                let place = column.saturating_sub(area.column);
                line.get(place)
                    .map(|cell| format!("{:?}", cell.content).to_lowercase())
            });
            if seen.insert(compared.collect::<Vec<_>>()) {
                kept.push(line);
            }
        }
        let removed = area.rows - kept.len();
        kept.resize_with(area.rows, || vec![Cell::default(); area.columns]);
        for (row, line) in (area.row..).zip(kept) {
            self.put_row(row, area.column, line);
        }
        Ok(removed)
    }

    /// Where Ctrl and an arrow key lead from a cell.
    pub(crate) fn next_data_cell(&self, row: usize, column: usize, direction: Direction) -> (usize, usize) {
        let step = |(row, column): (usize, usize)| {
            let (row, column) = match direction {
                Direction::Up => (row.checked_sub(1)?, column),
                Direction::Down => (row + 1, column),
                Direction::Left => (row, column.checked_sub(1)?),
                Direction::Right => (row, column + 1),
            };
            (row < self.rows && column < self.columns).then_some((row, column))
        };
        let blank = |(row, column)| self.is_blank(row, column);
        let mut place = (row, column);
        let leaves_block = !blank(place) && step(place).is_some_and(|next| !blank(next));
        while let Some(next) = step(place) {
            if leaves_block && blank(next) {
                break;
            }
            place = next;
            if !leaves_block && !blank(place) {
                break;
            }
        }
        place
    }

    /// The block of cells around an area, up to empty cells on every side; cells that meet only at a corner are not
    /// part of it.
    pub(crate) fn data_region(&self, mut area: Area) -> Area {
        let any = |area: Area| {
            (area.row..area.end_row())
                .any(|row| (area.column..area.end_column()).any(|column| !self.is_blank(row, column)))
        };
        loop {
            let before = area;
            if area.row > 0
                && any(Area {
                    row: area.row - 1,
                    rows: 1,
                    ..area
                })
            {
                area = Area {
                    row: area.row - 1,
                    rows: area.rows + 1,
                    ..area
                };
            }
            if area.end_row() < self.rows
                && any(Area {
                    row: area.end_row(),
                    rows: 1,
                    ..area
                })
            {
                area.rows += 1;
            }
            if area.column > 0
                && any(Area {
                    column: area.column - 1,
                    columns: 1,
                    ..area
                })
            {
                area = Area {
                    column: area.column - 1,
                    columns: area.columns + 1,
                    ..area
                };
            }
            if area.end_column() < self.columns
                && any(Area {
                    column: area.end_column(),
                    columns: 1,
                    ..area
                })
            {
                area.columns += 1;
            }
            if area == before {
                return area;
            }
        }
    }
}
