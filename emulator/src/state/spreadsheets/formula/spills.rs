//! The cells below and to the right of a formula that its values fill.

use std::collections::HashMap;

use super::{
    place::Place,
    scalar::{Computed, Scalar},
};
use crate::state::spreadsheets::area::Area;

/// How many of the last reads are compared with a new one, so that a range is not noted cell by cell.
const LOOK_BACK: usize = 8;

/// What is in a formula whose values may fill more cells than its own.
const MAKERS: [&str; 15] = [
    "{",
    "ARRAYFORMULA",
    "ARRAY_CONSTRAIN",
    "FILTER",
    "FLATTEN",
    "INDEX",
    "INDIRECT",
    "LOOKUP",
    "OFFSET",
    "REGEXEXTRACT",
    "SEQUENCE",
    "SORT",
    "SPLIT",
    "TRANSPOSE",
    "UNIQUE",
];

/// Whether the values of a formula may fill more cells than its own. It may also be said of one whose values do not.
pub(super) fn may_spill(formula: &str) -> bool {
    let upper = formula.to_ascii_uppercase();
    MAKERS.iter().any(|maker| upper.contains(maker))
}

/// What formulas have filled, and what they read before.
#[derive(Default)]
pub(super) struct Spills {
    cells: HashMap<Place, Computed>,
    filled: Vec<Spill>,
    reads: Vec<Read>,
}

/// The cells that a formula fills.
struct Spill {
    from: Place,
    area: Area,
    /// How many reads were made before.
    reads: usize,
}

/// The cells that a formula has read.
struct Read {
    by: Place,
    sheet: u32,
    area: Area,
}

/// A formula, and another one that fills cells which the first has read too early.
pub(super) type TooEarly = (Place, Place);

impl Spills {
    pub(super) fn is_filled(&self, place: Place) -> bool {
        self.cells.contains_key(&place)
    }

    pub(super) fn content(&self, place: Place) -> Computed {
        self.cells.get(&place).cloned().unwrap_or(Ok(Scalar::Empty))
    }

    pub(super) fn read(&mut self, by: Place, sheet: u32, area: Area) {
        let known = |read: &Read| read.by == by && read.sheet == sheet && read.area.covers(&area);
        if !self.reads.iter().rev().take(LOOK_BACK).any(known) {
            self.reads.push(Read { by, sheet, area });
        }
    }

    /// How many reads were made so far.
    pub(super) fn reads(&self) -> usize {
        self.reads.len()
    }

    /// Whether a formula has itself read one of the cells that it is about to fill, after so many reads.
    pub(super) fn has_read(&self, by: Place, area: Area, since: usize) -> bool {
        let reads = self.reads.iter().skip(since);
        let mut own = reads.filter(|read| read.by == by && read.sheet == by.0);
        own.any(|read| read.area.meets(&area))
    }

    pub(super) fn begin(&mut self, from: Place, area: Area) {
        self.filled.push(Spill {
            from,
            area,
            reads: self.reads.len(),
        });
    }

    pub(super) fn fill(&mut self, place: Place, value: Computed) {
        self.cells.insert(place, value);
    }

    /// The formulas that have read cells before these were filled. `goes_on` says whether to search any further.
    pub(super) fn too_early(&self, mut goes_on: impl FnMut() -> bool) -> Vec<TooEarly> {
        let mut found = Vec::new();
        for spill in &self.filled {
            for read in self.reads.iter().take(spill.reads) {
                if !goes_on() {
                    return found;
                }
                if read.by != spill.from && read.sheet == spill.from.0 && read.area.meets(&spill.area) {
                    found.push((read.by, spill.from));
                }
            }
        }
        found
    }

    pub(super) fn into_cells(self) -> impl Iterator<Item = (Place, Computed)> {
        self.cells.into_iter()
    }
}
