//! Dates in words, as Java writes them (`Utilities.formatDate`), and the rules of time zones.

mod calendar;
pub(crate) mod date_text;
mod now;
mod parse;
mod pattern;
mod zero_padded;
mod zone;
mod zone_name;

pub(crate) use self::{
    calendar::{MONTHS, WEEKDAYS},
    now::now,
    parse::{Unparseable, parse},
    pattern::format,
    zero_padded::zero_padded,
    zone::{DEFAULT_ZONE, Zone},
};
