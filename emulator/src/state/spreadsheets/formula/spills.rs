//! The cells below and to the right of a formula that its values fill.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use super::{
    place::Place,
    scalar::{Computed, Scalar},
    value::Grid,
};
use crate::state::spreadsheets::area::Area;

/// How many of the last reads are compared with a new one, so that a range is not noted cell by cell.
const LOOK_BACK: usize = 8;

/// Reads of more cells are few, mostly.
const SMALL: usize = 16;

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
    /// By cell, which of those that fill cells fills it.
    cells: HashMap<Place, usize>,
    filled: Vec<Spill>,
    reads: Vec<Read>,
    /// By cell, the reads of few cells; the others are searched one by one.
    small: HashMap<Place, Vec<usize>>,
    large: Vec<usize>,
}

/// The cells that a formula fills.
struct Spill {
    from: Place,
    area: Area,
    values: Rc<Grid>,
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
        let filled = self.cells.get(&place).and_then(|number| self.filled.get(*number));
        filled.map_or(Ok(Scalar::Empty), |filled| filled.content(place))
    }

    pub(super) fn read(&mut self, by: Place, sheet: u32, area: Area) {
        let known = |read: &Read| read.by == by && read.sheet == sheet && read.area.covers(&area);
        if !self.reads.iter().rev().take(LOOK_BACK).any(known) {
            self.note(Read { by, sheet, area });
        }
    }

    fn note(&mut self, read: Read) {
        let number = self.reads.len();
        if read.area.rows.saturating_mul(read.area.columns) > SMALL {
            self.large.push(number);
        } else {
            for (row, column) in read.area.cells() {
                let place = (read.sheet, row, column);
                self.small.entry(place).or_default().push(number);
            }
        }
        self.reads.push(read);
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

    /// Fills an area, whose first cell is that of the formula.
    pub(super) fn fill(&mut self, from: Place, area: Area, values: Rc<Grid>) {
        let number = self.filled.len();
        let others = area.cells().skip(1);
        let others = others.map(|(row, column)| ((from.0, row, column), number));
        self.cells.extend(others);
        self.filled.push(Spill {
            from,
            area,
            values,
            reads: self.reads.len(),
        });
    }

    /// The formulas that have read cells before these were filled. `goes_on` says whether to search any further.
    pub(super) fn too_early(&self, mut goes_on: impl FnMut() -> bool) -> HashSet<TooEarly> {
        let mut found = HashSet::new();
        for spill in &self.filled {
            let cells = spill
                .area
                .cells()
                .map(|(row, column)| (spill.from.0, row, column));
            let small = cells.filter_map(|place| self.small.get(&place)).flatten();
            for number in small.chain(&self.large) {
                if !goes_on() {
                    return found;
                }
                found.extend(self.too_early_for(spill, *number));
            }
        }
        found
    }

    fn too_early_for(&self, spill: &Spill, number: usize) -> Option<TooEarly> {
        let read = self.reads.get(number).filter(|_| number < spill.reads)?;
        let is_early = read.by != spill.from && read.sheet == spill.from.0 && read.area.meets(&spill.area);
        is_early.then_some((read.by, spill.from))
    }

    /// The values of all cells that are filled.
    pub(super) fn into_cells(self) -> impl Iterator<Item = (Place, Computed)> {
        let Self { cells, filled, .. } = self;
        let places = cells.into_iter();
        places.filter_map(move |(place, number)| Some((place, filled.get(number)?.content(place))))
    }
}

impl Spill {
    fn content(&self, (_, row, column): Place) -> Computed {
        self.values.get(row - self.area.row, column - self.area.column)
    }
}
