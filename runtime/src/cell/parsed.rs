//! Values that are parsed from their text.

use std::{fmt::Display, str::FromStr};

use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected},
};

use super::{deserializer::rounded, value::Cell, wording};

/// Reads a text, or the text of a number.
pub(super) fn value<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    of_cell(&Cell::deserialize(deserializer)?)
}

/// The same, but for empty cells.
pub(super) fn option<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    let cell = Cell::deserialize(deserializer)?;
    if cell.is_empty() {
        return Ok(None);
    }
    of_cell(&cell).map(Some)
}

fn of_cell<T: FromStr<Err: Display>, E: Error>(cell: &Cell<'_>) -> Result<T, E> {
    match cell {
        Cell::Text(text) => of_text(text),
        Cell::Integer(integer) => of_text(&integer.to_string()),
        Cell::Float(float) if float.fract() == 0.0 && *float != 0.0 => Err(E::custom(rounded(*float))),
        Cell::Float(float) => of_text(&float.to_string()),
        _ => Err(E::invalid_type(cell.unexpected(), &"text or a number")),
    }
}

/// White space around the text does not count, unless it is part of what the type takes.
fn of_text<T: FromStr<Err: Display>, E: Error>(text: &str) -> Result<T, E> {
    text.parse()
        .or_else(|_| text.trim().parse())
        .map_err(|error: T::Err| {
            let found = wording::found(Unexpected::Str(text));
            E::custom(format_args!("{error}, in {found}"))
        })
}
