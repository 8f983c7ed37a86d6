//! Dates in words, as Java writes them (`Utilities.formatDate`), and the rules of time zones.

#[allow(dead_code, reason = "the script's clock and its services come next")]
mod calendar;
mod parse;
#[allow(dead_code, reason = "the script's clock and its services come next")]
mod pattern;
#[allow(dead_code, reason = "the script's clock and its services come next")]
mod zone;
mod zone_name;

#[allow(unused_imports, reason = "the script's clock and its services come next")]
pub(crate) use self::{
    parse::{Unparseable, parse},
    pattern::format,
    zone::Zone,
};
