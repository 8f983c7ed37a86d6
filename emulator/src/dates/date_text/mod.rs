//! Reads the text that `new Date(text)` and `Date.parse(text)` take, with the results of V8.
//!
//! ECMAScript defines the ISO form alone; V8 reads the rest with a parser of its own (`src/date/dateparser-inl.h`
//! in V8's source), on which scripts depend: `'05-01-2024'`, `'Jan 5, 2024 3:04 pm'`. This module has the same
//! stages: a scanner, three composers that collect what the tokens mean, and the ISO parser before the other.

mod composer;
mod iso;
mod legacy;
mod scanner;

use self::{
    composer::{Composers, Written},
    iso::Iso,
    scanner::Scanner,
};

/// The greatest distance of a date from 1970, in milliseconds (ECMA-262, "Time Values and Time Range").
const MAX_TIME: f64 = 8.64e15;

/// How far beyond that a local time may be, since its instant may be within the range.
const LONGEST_OFFSET: f64 = 86_400_000.0 * 30.0;

/// Reads a date, and returns milliseconds since 1970. `None` is an invalid date.
///
/// `instant_of` turns what a clock in the script's time zone shows into an instant.
pub(crate) fn read(text: &str, instant_of: impl FnOnce(f64) -> f64) -> Option<f64> {
    let mut scanner = Scanner::new(text);
    let mut composers = Composers::default();
    match iso::read(&mut scanner, &mut composers) {
        Iso::Whole => {}
        Iso::Rest(token) => legacy::read(token, &mut scanner, &mut composers)?,
        Iso::Invalid => return None,
    }
    let Written { local, offset } = composers.write()?;
    let instant = match offset {
        Some(seconds) => local - seconds * 1000.0,
        None if local.abs() <= MAX_TIME + LONGEST_OFFSET => instant_of(local),
        None => return None,
    };
    (instant.abs() <= MAX_TIME).then_some(instant)
}
