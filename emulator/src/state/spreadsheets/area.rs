use serde::{Deserialize, Serialize};

/// Cells side by side: where they begin, counted from 0, and how many there are each way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Area {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

/// Rows or columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    Rows,
    Columns,
}

impl Area {
    /// One cell.
    pub(crate) fn cell(row: usize, column: usize) -> Self {
        Self {
            row,
            column,
            rows: 1,
            columns: 1,
        }
    }

    /// The least area that covers both.
    pub(crate) fn joined(&self, other: &Self) -> Self {
        let (row, column) = (self.row.min(other.row), self.column.min(other.column));
        Self {
            row,
            column,
            rows: self.end_row().max(other.end_row()) - row,
            columns: self.end_column().max(other.end_column()) - column,
        }
    }

    /// First row after it.
    pub(crate) fn end_row(&self) -> usize {
        self.row.saturating_add(self.rows)
    }

    /// First column after it.
    pub(crate) fn end_column(&self) -> usize {
        self.column.saturating_add(self.columns)
    }

    /// The rows and columns of its cells, row by row.
    pub(crate) fn cells(self) -> impl Iterator<Item = (usize, usize)> {
        let rows = self.row..self.end_row();
        rows.flat_map(move |row| (self.column..self.end_column()).map(move |column| (row, column)))
    }

    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.row <= other.row
            && self.column <= other.column
            && other.end_row() <= self.end_row()
            && other.end_column() <= self.end_column()
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.row < other.end_row()
            && other.row < self.end_row()
            && self.column < other.end_column()
            && other.column < self.end_column()
    }

    /// Where it is once `count` rows or columns stand before number `at`.
    pub(crate) fn after_insertion(mut self, axis: Axis, at: usize, count: usize) -> Self {
        let (start, length) = self.along(axis);
        if at <= *start {
            *start += count;
        } else if at < *start + *length {
            *length += count;
        }
        self
    }

    /// Where it is once `count` rows or columns from number `at` on are gone; nowhere, if it was in these.
    pub(crate) fn after_deletion(mut self, axis: Axis, at: usize, count: usize) -> Option<Self> {
        let (start, length) = self.along(axis);
        let end = *start + *length;
        let gone = |place: usize| place.clamp(at, at + count) - at;
        let (new_start, new_end) = (*start - gone(*start), end - gone(end));
        (*start, *length) = (new_start, new_end.saturating_sub(new_start));
        (self.rows > 0 && self.columns > 0).then_some(self)
    }

    fn along(&mut self, axis: Axis) -> (&mut usize, &mut usize) {
        match axis {
            Axis::Rows => (&mut self.row, &mut self.rows),
            Axis::Columns => (&mut self.column, &mut self.columns),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Axis};

    #[test]
    fn moves_with_the_rows_around_it() {
        let area = |row, rows| Area {
            row,
            column: 0,
            rows,
            columns: 1,
        };
        for (at, count, expected) in [(2, 3, area(5, 4)), (4, 1, area(2, 5)), (6, 9, area(2, 4))] {
            assert_eq!(area(2, 4).after_insertion(Axis::Rows, at, count), expected);
        }
        for (at, count, expected) in [
            (0, 2, Some(area(0, 4))),
            (1, 2, Some(area(1, 3))),
            (3, 1, Some(area(2, 3))),
            (5, 9, Some(area(2, 3))),
            (2, 4, None),
            (7, 1, Some(area(2, 4))),
        ] {
            assert_eq!(
                area(2, 4).after_deletion(Axis::Rows, at, count),
                expected,
                "{at} {count}"
            );
        }
    }
}
