use super::value::Range;
use crate::state::spreadsheets::sheet::Sheet;

/// Where an expression is computed.
#[derive(Clone, Copy)]
pub(super) struct Site<'b> {
    pub(super) sheet: &'b Sheet,
    pub(super) row: usize,
    pub(super) column: usize,
    /// Whether it is computed for each of several values, as within `ARRAYFORMULA`.
    pub(super) is_array: bool,
}

impl<'b> Site<'b> {
    pub(super) fn in_array(self) -> Self {
        Self {
            is_array: true,
            ..self
        }
    }

    /// Where the formula's own row or column crosses a range, by its place in the range.
    pub(super) fn intersection(&self, range: &Range<'b>) -> Option<(usize, usize)> {
        let area = range.area;
        let within = |own: usize, start: usize, length: usize| {
            if length == 1 {
                return Some(0);
            }
            own.checked_sub(start).filter(|place| *place < length)
        };
        if area.rows > 1 && area.columns > 1 {
            return None;
        }
        Some((
            within(self.row, area.row, area.rows)?,
            within(self.column, area.column, area.columns)?,
        ))
    }
}
