//! The cells that references and names of ranges mean.

use super::{
    fault::Fault,
    references::{self, Corner},
    value::Range,
};
use crate::state::spreadsheets::{area::Area, notation, sheet::Sheet, spreadsheet::Spreadsheet};

/// The cells that `A1:B2` or the name of a range means in a sheet, or in the one that is named before it.
pub(super) fn range<'b>(
    book: &'b Spreadsheet,
    sheet: &'b Sheet,
    name: Option<&str>,
    cells: &str,
) -> Result<Range<'b>, Fault> {
    let sheet = match name {
        Some(name) => sheet_named(book, name).ok_or(Fault::Reference)?,
        None => sheet,
    };
    if let Some(area) = notation::area(cells, sheet.rows, sheet.columns) {
        return Ok(Range { sheet, area });
    }
    if let Some(corners) = references::corners(cells) {
        let area = part_within(&corners, sheet).ok_or(Fault::Reference)?;
        return Ok(Range { sheet, area });
    }
    let (id, area) = named_range(book, cells).ok_or(Fault::Name)?;
    let sheet = book.sheet_by_id(id).map_err(|_| Fault::Reference)?;
    Ok(Range { sheet, area })
}

/// A sheet by its name, whose capitals make no difference.
fn sheet_named<'b>(book: &'b Spreadsheet, name: &str) -> Option<&'b Sheet> {
    book.get(name).or_else(|| {
        let lower = name.to_lowercase();
        let mut sheets = book.sheets.iter();
        sheets.find(|sheet| sheet.name.to_lowercase() == lower)
    })
}

fn named_range(book: &Spreadsheet, name: &str) -> Option<(u32, Area)> {
    let ranges = &book.named_ranges;
    ranges.get(name).copied().or_else(|| {
        let lower = name.to_lowercase();
        let found = ranges.iter().find(|(name, _)| name.to_lowercase() == lower);
        found.map(|(_, range)| *range)
    })
}

/// The part of a range that is in the sheet, if any is.
fn part_within(corners: &[Corner], sheet: &Sheet) -> Option<Area> {
    let (first, last) = (corners.first()?, corners.get(1)?);
    let along = |one: Option<(bool, usize)>, other: Option<(bool, usize)>, size: usize| {
        let one = one.map_or(0, |(_, place)| place);
        let other = other.map_or(size, |(_, place)| place);
        let (start, end) = (one.min(other), one.max(other).min(size.checked_sub(1)?));
        (start <= end).then(|| (start, end - start + 1))
    };
    let (row, rows) = along(first.row, last.row, sheet.rows)?;
    let (column, columns) = along(first.column, last.column, sheet.columns)?;
    Some(Area {
        row,
        column,
        rows,
        columns,
    })
}
