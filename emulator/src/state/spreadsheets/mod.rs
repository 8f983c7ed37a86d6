//! Spreadsheets as values: what cells hold, and what can be done with them. It knows no script.

mod area;
mod arrange;
mod books;
mod cell;
mod compute;
mod formula;
mod input;
mod kept;
mod notation;
mod number_format;
mod patience;
pub(crate) mod r1c1;
mod refusal;
pub(crate) mod serial;
mod sheet;
mod sort;
mod spreadsheet;
mod stored;
mod table;

pub(crate) use self::{
    area::{Area, Axis},
    arrange::Direction,
    books::Spreadsheets,
    cell::{Cell, Content, Input, Parts},
    notation::{column_letters, split_sheet},
    number_format::display,
    patience::Patience,
    refusal::Result,
    sort::SortKey,
};
pub use self::{refusal::SpreadsheetError, sheet::Sheet, spreadsheet::Spreadsheet, table::CellValue};
