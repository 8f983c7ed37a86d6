//! Which empty cells of a row its type gets to see.
//!
//! An empty cell should be what its field is without a column: `None`, or the field's default. So it is left out, as
//! if the row had no such column. A field that cannot do without (a `String`) reports that it is missing, and gets the
//! empty cell in a second attempt. For a plain struct that is learned once for all rows.

use crate::cell::error::{Misfit, Problem};

/// How a type takes a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As the fields of a plain struct, which are the same in each row.
    Struct,
    /// As fields of which nothing is known before: of a flattened struct or a tagged enum. They may differ by row.
    Fields,
    /// As everything that the row has: a map, a `Value`.
    Whole,
    /// Cell by cell.
    Places,
}

/// What was found out of the empty cells.
#[derive(Debug)]
pub(super) struct EmptyCells {
    reading: Reading,
    /// By column: whether an empty cell is given to the type.
    given: Vec<bool>,
    /// Whether the row has not been tried yet.
    is_first_try: bool,
    /// The missing field, and the column whose empty cell may be for it under an alias.
    probe: Option<(&'static str, usize)>,
    /// Columns that were tried for a missing field, and whose type takes no empty cell.
    refused: Vec<usize>,
    /// The column whose empty cell was given last.
    last_given: Option<usize>,
}

impl EmptyCells {
    pub(super) fn new(columns: usize) -> Self {
        Self {
            reading: Reading::Places,
            given: vec![false; columns],
            is_first_try: true,
            probe: None,
            refused: Vec::new(),
            last_given: None,
        }
    }

    /// Begins with a row.
    pub(super) fn begin(&mut self) {
        self.is_first_try = true;
        self.probe = None;
        self.refused.clear();
        self.last_given = None;
    }

    /// Notes how the row is taken.
    pub(super) fn read_as(&mut self, reading: Reading) {
        if !self.is_first_try {
            return;
        }
        let is_known = reading == Reading::Struct && self.reading == Reading::Struct;
        if !is_known {
            self.given.fill(reading == Reading::Whole);
        }
        self.reading = reading;
    }

    pub(super) fn are_given(&self, column: usize) -> bool {
        self.given.get(column).copied().unwrap_or(false)
    }

    pub(super) fn refused(&self) -> &[usize] {
        &self.refused
    }

    pub(super) fn last_given(&self) -> Option<usize> {
        self.last_given
    }

    /// Learns from an error; says whether another attempt makes sense.
    ///
    /// `empty`: the columns with a name and an empty cell. `column_of`: the column of a field of this name.
    pub(super) fn learn(
        &mut self,
        misfit: &Misfit,
        empty: &[usize],
        column_of: impl Fn(&str) -> Option<usize>,
    ) -> bool {
        self.is_first_try = false;
        match (self.reading, misfit.problem()) {
            (Reading::Places, _) | (_, Problem::Header(_)) => false,
            (Reading::Whole, _) => misfit.column().is_none() && self.leave_all_out(empty),
            (_, Problem::Missing(field)) => match column_of(field) {
                Some(column) => self.give_once(column, empty),
                None => self.try_next(field, empty),
            },
            _ => self.withdraw(misfit.column(), empty),
        }
    }

    /// Of a type that may be an enum without tags, whose variants do not say what they miss.
    fn leave_all_out(&mut self, empty: &[usize]) -> bool {
        self.reading = Reading::Fields;
        self.given.fill(false);
        !empty.is_empty()
    }

    fn give_once(&mut self, column: usize, empty: &[usize]) -> bool {
        empty.contains(&column) && !self.are_given(column) && self.give(column, true)
    }

    /// The field may be read from a column under an alias: each empty cell may be its.
    fn try_next(&mut self, field: &'static str, empty: &[usize]) -> bool {
        let mut from = 0;
        match self.probe.take() {
            Some((of, column)) if of == field => {
                self.give(column, false);
                from = column + 1;
            }
            _ => {}
        }
        let next = empty
            .iter()
            .find(|column| **column >= from && !self.are_given(**column));
        let Some(column) = next.copied() else {
            return false;
        };
        self.probe = Some((field, column));
        self.give(column, true)
    }

    /// An empty cell that was only tried does not fit.
    fn withdraw(&mut self, at: Option<usize>, empty: &[usize]) -> bool {
        match self.probe {
            Some((field, column)) if at == Some(column) => {
                self.refused.push(column);
                self.try_next(field, empty)
            }
            _ => false,
        }
    }

    fn give(&mut self, column: usize, is_given: bool) -> bool {
        if let Some(given) = self.given.get_mut(column) {
            *given = is_given;
        }
        self.last_given = is_given.then_some(column);
        true
    }
}
