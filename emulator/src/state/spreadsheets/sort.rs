use std::cmp::Ordering;

use super::{
    area::Area,
    cell::{Cell, Content},
    refusal::Result,
    sheet::Sheet,
};

/// A column to sort by, counted from the sheet's first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SortKey {
    pub(crate) column: usize,
    pub(crate) ascending: bool,
}

impl Sheet {
    /// Sorts the rows of an area; empty cells come last either way.
    pub(crate) fn sort(&mut self, area: Area, keys: &[SortKey]) -> Result<()> {
        let mut rows = self.cells_of(area)?;
        rows.sort_by(|one, other| {
            let orders = keys.iter().map(|key| {
                let place = key.column.saturating_sub(area.column);
                let content =
                    |row: &[Cell]| row.get(place).map_or(Content::Empty, |cell| cell.content.clone());
                order(&content(one), &content(other), key.ascending)
            });
            orders.fold(Ordering::Equal, Ordering::then)
        });
        for (row, cells) in (area.row..).zip(rows) {
            self.put_row(row, area.column, cells);
        }
        Ok(())
    }

    /// The cells of an area, all of them.
    pub(crate) fn cells_of(&self, area: Area) -> Result<Vec<Vec<Cell>>> {
        self.check(area)?;
        let row = |row| {
            let columns = area.column..area.end_column();
            columns
                .map(|column| self.cell(row, column).cloned().unwrap_or_default())
                .collect()
        };
        Ok((area.row..area.end_row()).map(row).collect())
    }
}

fn order(one: &Content, other: &Content, ascending: bool) -> Ordering {
    match (one.is_empty(), other.is_empty()) {
        (false, false) if ascending => one.compare(other),
        (false, false) => other.compare(one),
        (one_is_empty, other_is_empty) => one_is_empty.cmp(&other_is_empty),
    }
}
