//! What formulas use that the emulator does not have.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use super::{fault::Fault, place::Place};
use crate::state::spreadsheets::{notation::column_letters, spreadsheet::Spreadsheet};

/// How many different things are reported, so that no spreadsheet fills a log.
const MOST: usize = 100;

/// How many cells are named for one thing.
const CELLS: usize = 5;

/// What is lacking, and the cells whose formulas use it.
#[derive(Default)]
pub(super) struct Lacks(BTreeMap<(String, &'static str), BTreeSet<Place>>);

impl Lacks {
    pub(super) fn add(&mut self, what: &str, fault: Fault, place: Place) {
        let key = (what.to_owned(), fault.name());
        if self.0.len() < MOST || self.0.contains_key(&key) {
            self.0.entry(key).or_default().insert(place);
        }
    }

    /// One sentence for each thing, for the log of a run that reads values.
    pub(super) fn sentences(&self, book: &Spreadsheet) -> Vec<String> {
        let sentence = |((what, reading), places): (&(String, &str), &BTreeSet<Place>)| {
            let cells = cells(book, places);
            let verb = if places.len() == 1 { "reads" } else { "read" };
            format!("The emulator lacks {what}: {cells} {verb} {reading}.")
        };
        self.0.iter().map(sentence).collect()
    }
}

/// `Items!D1, Items!D2 and 40 more cells`
fn cells(book: &Spreadsheet, places: &BTreeSet<Place>) -> String {
    let mut text = String::new();
    for (number, (sheet, row, column)) in places.iter().take(CELLS).enumerate() {
        let separator = if number == 0 { "" } else { ", " };
        let sheet = book.sheet_by_id(*sheet).map_or("", |sheet| sheet.name());
        // A text takes everything that is written to it.
        let _ = write!(text, "{separator}{sheet}!{}{}", column_letters(*column), row + 1);
    }
    let more = places.len().saturating_sub(CELLS);
    if more > 0 {
        let _ = write!(text, " and {more} more");
    }
    text
}
