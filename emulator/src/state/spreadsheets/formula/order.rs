use std::collections::{BTreeMap, HashMap, HashSet};

use super::{evaluate::Evaluator, place::Place, spills::may_spill};
use crate::state::spreadsheets::{area::Area, spreadsheet::Spreadsheet};

/// The formulas of a spreadsheet, each after those that it refers to, however long the chain of them is.
///
/// Where formulas refer to each other in a circle, one of them comes before one that it refers to.
pub(crate) struct Order<'e, 'b> {
    evaluator: &'e Evaluator<'b>,
    places: Places,
    /// The formulas to begin with, last first.
    left: Vec<Place>,
    visited: HashSet<Place>,
    /// The formulas between one to begin with and one that it refers to.
    path: Vec<Step>,
}

/// Where the formulas are: the columns by row, by the ID of the sheet.
struct Places(HashMap<u32, BTreeMap<usize, Vec<usize>>>);

/// A formula, and what it refers to.
struct Step {
    place: Place,
    areas: Vec<(u32, Area)>,
    /// Where the search in the last area goes on.
    row: usize,
    column: usize,
}

impl<'e, 'b> Order<'e, 'b> {
    pub(crate) fn new(book: &'b Spreadsheet, evaluator: &'e Evaluator<'b>) -> Self {
        let formulas = book.sheets.iter().flat_map(|sheet| {
            let formulas = sheet.formulas();
            formulas.map(|(row, column, formula)| ((sheet.id, row, column), may_spill(formula)))
        });
        let formulas: Vec<(Place, bool)> = formulas.collect();
        let mut left: Vec<Place> = formulas.iter().map(|(place, _)| *place).collect();
        let places = Places::of(&left);
        // Those that may fill other cells come first, since any formula may refer to these cells.
        let (first, others): (Vec<_>, Vec<_>) = formulas.into_iter().partition(|(_, may_spill)| *may_spill);
        left.clear();
        left.extend(first.into_iter().chain(others).map(|(place, _)| place).rev());
        Self {
            evaluator,
            places,
            left,
            visited: HashSet::new(),
            path: Vec::new(),
        }
    }

    fn visit(&mut self, place: Place) {
        if self.visited.insert(place) {
            self.path.push(Step {
                place,
                areas: self.evaluator.references(place),
                row: 0,
                column: 0,
            });
        }
    }
}

impl Iterator for Order<'_, '_> {
    type Item = Place;

    /// The next formula; `None` also where the caller gives up.
    fn next(&mut self) -> Option<Place> {
        loop {
            if self.evaluator.is_given_up() {
                return None;
            }
            let Some(step) = self.path.last_mut() else {
                let next = self.left.pop()?;
                self.visit(next);
                continue;
            };
            match step.next(&self.places) {
                Some(place) => self.visit(place),
                None => return self.path.pop().map(|step| step.place),
            }
        }
    }
}

impl Places {
    fn of(formulas: &[Place]) -> Self {
        let mut places: HashMap<u32, BTreeMap<usize, Vec<usize>>> = HashMap::new();
        for (sheet, row, column) in formulas {
            places
                .entry(*sheet)
                .or_default()
                .entry(*row)
                .or_default()
                .push(*column);
        }
        Self(places)
    }

    /// The first formula of an area that is not before this row and, in this row, this column.
    fn first(&self, sheet: u32, area: Area, row: usize, column: usize) -> Option<(usize, usize)> {
        let start = area.row.max(row);
        let mut rows = self.0.get(&sheet)?.range(start..area.end_row().max(start));
        rows.find_map(|(found, columns)| {
            let least = if *found == row {
                column.max(area.column)
            } else {
                area.column
            };
            let first = columns.get(columns.partition_point(|column| *column < least))?;
            (*first < area.end_column()).then_some((*found, *first))
        })
    }
}

impl Step {
    /// The next formula that it refers to.
    fn next(&mut self, places: &Places) -> Option<Place> {
        while let Some((sheet, area)) = self.areas.last().copied() {
            if let Some((row, column)) = places.first(sheet, area, self.row, self.column) {
                (self.row, self.column) = (row, column + 1);
                return Some((sheet, row, column));
            }
            self.areas.pop();
            (self.row, self.column) = (0, 0);
        }
        None
    }
}
