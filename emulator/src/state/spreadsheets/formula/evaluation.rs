use std::{rc::Rc, sync::Arc};

use regex::Regex;

use super::{
    expression::Expression,
    fault::Fault,
    format::Formats,
    memory::Memory,
    scalar::Computed,
    site::Site,
    value::{Evaluated, Range, Value},
};
use crate::state::spreadsheets::{area::Area, sheet::Sheet};

/// What functions can ask of the computation that they are part of.
pub(super) trait Evaluation<'b> {
    fn evaluate(&self, site: Site<'b>, expression: &Expression) -> Evaluated<'b>;

    /// The cells that a reference names, or the name of a range.
    fn range(&self, sheet: &'b Sheet, name: Option<&str>, cells: &str) -> Result<Range<'b>, Fault>;

    /// The value of a cell of a range, by its place in the range.
    fn cell_of(&self, range: &Range<'b>, row: usize, column: usize) -> Computed;

    /// Notes that the formula which is being computed reads these cells.
    fn note_read(&self, sheet: &Sheet, area: Area);

    /// How far the cells of a sheet reach that hold something.
    fn extent(&self, sheet: &'b Sheet) -> (usize, usize);

    /// Counts a step; an error once the caller gives up.
    fn look(&self) -> Result<(), Fault>;

    /// Notes that the formula which is being computed uses what the emulator does not have, and reads this error.
    fn note_lack(&self, what: &str, fault: Fault);

    /// The time now, in the spreadsheet's time zone, in days.
    fn now(&self) -> f64;

    /// A compiled regular expression.
    fn pattern(&self, pattern: &Arc<str>) -> Result<Rc<Regex>, Fault>;

    /// How numbers are shown.
    fn formats(&self) -> &Formats;

    /// The memory for values.
    fn memory(&self) -> &Memory;

    /// One value of what an expression came to.
    fn at(&self, value: &Value<'b>, row: usize, column: usize) -> Computed {
        match value {
            Value::One(scalar) => Ok(scalar.clone()),
            Value::Grid(grid) => grid.get(row, column),
            Value::Range(range) => self.cell_of(range, row, column),
        }
    }

    /// The one value that a formula in a single cell makes of several: of a range, that in the formula's own row or
    /// column; of other values, the first.
    fn one(&self, site: Site<'b>, value: &Value<'b>) -> Computed {
        match value {
            Value::One(scalar) => Ok(scalar.clone()),
            Value::Grid(grid) => grid.get(0, 0),
            Value::Range(range) => {
                let (row, column) = site.intersection(range).ok_or(Fault::Value)?;
                self.cell_of(range, row, column)
            }
        }
    }
}

impl<'b> dyn Evaluation<'b> + '_ {
    /// The error for what a formula uses and the emulator does not have.
    pub(super) fn lacking<T>(&self, what: &str, fault: Fault) -> Result<T, Fault> {
        self.note_lack(what, fault);
        Err(fault)
    }
}
