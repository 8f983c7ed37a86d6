use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::{
    area::{Area, Axis},
    cell::Input,
    formula::references,
    refusal::{Result, SpreadsheetError},
    sheet::Sheet,
};
use crate::dates::DEFAULT_ZONE;

/// The cells that a spreadsheet may have at Google.
pub(super) const CELL_LIMIT: usize = 10_000_000;

/// A spreadsheet that scripts reach with `SpreadsheetApp`.
///
/// Numbers and dates are read and shown as in the United States, whatever the locale. Formulas are computed as far
/// as they are made of operators, references, arrays and the functions that sheets use most; what uses others, such as
/// `QUERY`, shows `#NAME?`, and the log of a run that reads values says which they are. Sorting moves formulas as they are. Data validation rules are kept, but
/// values that break them are taken; filters hide nothing.
///
/// ```
/// use apps_script_emulator::{Sheet, Spreadsheet};
///
/// # fn main() -> Result<(), apps_script_emulator::SpreadsheetError> {
/// let stock = Spreadsheet::new("Stock")
///     .id("1AbCdEf")
///     .sheet(Sheet::from_csv("Items", "sku,stock\nA-1,5\n")?)
///     .sheet(Sheet::new("Log").row(["2026-11-24", "counted"])?);
/// assert_eq!(stock.sheet_names(), ["Items", "Log"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Spreadsheet {
    pub(crate) id: String,
    /// Whether the ID has no meaning to anybody yet.
    pub(super) made_up: bool,
    pub(crate) name: String,
    pub(crate) locale: String,
    /// The script's, if none was given.
    pub(crate) time_zone: Option<String>,
    pub(crate) sheets: Vec<Sheet>,
    /// By name, the sheet's ID and the cells.
    pub(crate) named_ranges: BTreeMap<String, (u32, Area)>,
}

impl Spreadsheet {
    /// A spreadsheet of this name, with an ID that is made up and no sheet yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            id: new_id(),
            made_up: true,
            name: name.into(),
            locale: "en_US".into(),
            time_zone: None,
            sheets: Vec::new(),
            named_ranges: BTreeMap::new(),
        }
    }

    /// The spreadsheet's ID.
    #[must_use]
    pub fn spreadsheet_id(&self) -> &str {
        &self.id
    }

    /// The spreadsheet's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same sheets, as a spreadsheet of another name and ID.
    pub(crate) fn copy(&self, name: String) -> Self {
        Self {
            id: new_id(),
            name,
            ..self.clone()
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("https://docs.google.com/spreadsheets/d/{}/edit", self.id)
    }

    pub(crate) fn zone(&self) -> TimeZone {
        let name = self.time_zone.as_deref().unwrap_or(DEFAULT_ZONE);
        TimeZone::get(name).unwrap_or(TimeZone::UTC)
    }

    pub(crate) fn sheet_by_id(&self, id: u32) -> Result<&Sheet> {
        let found = self.sheets.iter().find(|sheet| sheet.id == id);
        found.ok_or_else(|| no_such_sheet(id))
    }

    pub(crate) fn sheet_by_id_mut(&mut self, id: u32) -> Result<&mut Sheet> {
        let found = self.sheets.iter_mut().find(|sheet| sheet.id == id);
        found.ok_or_else(|| no_such_sheet(id))
    }

    pub(crate) fn place(&self, id: u32) -> Result<usize> {
        let place = self.sheets.iter().position(|sheet| sheet.id == id);
        place.ok_or_else(|| no_such_sheet(id))
    }

    /// Google takes names as they are written, but no two that differ in capitals alone.
    pub(crate) fn check_new_name(&self, name: &str, except: Option<u32>) -> Result<()> {
        let taken =
            |sheet: &Sheet| Some(sheet.id) != except && sheet.name.to_lowercase() == name.to_lowercase();
        if name.is_empty() || name.chars().count() > 100 {
            return Err(SpreadsheetError::new(
                "The sheet name cannot be empty or greater than 100 characters.",
            ));
        }
        if self.sheets.iter().any(taken) {
            return Err(SpreadsheetError::new(format!(
                "A sheet with the name \"{name}\" already exists. Please enter another name."
            )));
        }
        Ok(())
    }

    /// Puts a sheet before that of this place, and says which ID it has.
    pub(crate) fn insert_sheet(&mut self, mut sheet: Sheet, place: usize) -> Result<u32> {
        self.check_new_name(&sheet.name, None)?;
        self.check_growth(sheet.rows.saturating_mul(sheet.columns))?;
        sheet.id = self.free_sheet_id();
        let id = sheet.id;
        self.sheets.insert(place.min(self.sheets.len()), sheet);
        Ok(id)
    }

    /// The first sheet of a spreadsheet is number 0; the others have numbers that say nothing.
    pub(super) fn free_sheet_id(&self) -> u32 {
        if self.sheets.is_empty() {
            return 0;
        }
        loop {
            let (random, _) = Uuid::new_v4().as_u64_pair();
            let id = u32::try_from(random % 2_147_483_647).unwrap_or_default();
            if id != 0 && self.sheets.iter().all(|sheet| sheet.id != id) {
                return id;
            }
        }
    }

    pub(crate) fn delete_sheet(&mut self, id: u32) -> Result<()> {
        let place = self.place(id)?;
        if self.sheets.len() == 1 {
            return Err(SpreadsheetError::new(
                "You can't remove all the sheets in a document.",
            ));
        }
        if self.sheets.iter().all(|sheet| sheet.hidden || sheet.id == id) {
            return Err(SpreadsheetError::new(
                "You can't remove all the visible sheets in a document.",
            ));
        }
        self.sheets.remove(place);
        self.named_ranges.retain(|_, (sheet, _)| *sheet != id);
        Ok(())
    }

    /// A name like `Copy of Items` that no sheet has.
    pub(crate) fn free_name(&self, base: &str) -> String {
        let free = |name: &String| self.check_new_name(name, None).is_ok();
        let numbered = (1..=self.sheets.len() + 1).map(|number| format!("{base}{number}"));
        numbered.into_iter().find(free).unwrap_or_else(|| base.to_owned())
    }

    /// How many cells there are.
    pub(crate) fn size(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.rows * sheet.columns).sum()
    }

    fn check_growth(&self, cells: usize) -> Result<()> {
        if self.size().saturating_add(cells) > CELL_LIMIT {
            return Err(SpreadsheetError::new(
                "This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
            ));
        }
        Ok(())
    }

    /// Writes below everything that is in a sheet, which grows where it must.
    pub(crate) fn append(&mut self, sheet: u32, values: Vec<Input>) -> Result<()> {
        let found = self.sheet_by_id(sheet)?;
        let (rows, columns) = (
            found.rows.max(found.last_row() + 1),
            found.columns.max(values.len()),
        );
        self.check_growth((rows * columns).saturating_sub(found.rows * found.columns))?;
        self.sheet_by_id_mut(sheet)?.append(values)
    }

    /// Inserts rows or columns before number `at`.
    pub(crate) fn insert(&mut self, sheet: u32, axis: Axis, at: usize, count: usize) -> Result<()> {
        let (rows, columns) = {
            let sheet = self.sheet_by_id(sheet)?;
            (sheet.rows, sheet.columns)
        };
        let (size, across) = match axis {
            Axis::Rows => (rows, columns),
            Axis::Columns => (columns, rows),
        };
        if at > size {
            return Err(SpreadsheetError::out_of_bounds(axis));
        }
        self.check_growth(count.saturating_mul(across))?;
        self.sheet_by_id_mut(sheet)?.insert(axis, at, count);
        self.rewrite_references(sheet, |reference| {
            references::after_insertion(reference, axis, at, count)
        })?;
        for (of, area) in self.named_ranges.values_mut() {
            if *of == sheet {
                *area = area.after_insertion(axis, at, count);
            }
        }
        Ok(())
    }

    /// Changes every reference to cells of this sheet.
    fn rewrite_references(&mut self, id: u32, change: impl Fn(&str) -> String) -> Result<()> {
        let name = self.sheet_by_id(id)?.name.clone();
        for sheet in &mut self.sheets {
            let own = sheet.id == id;
            sheet.rewrite_formulas(|named, reference| {
                let is_meant = named.map_or(own, |named| named == name);
                if is_meant {
                    change(reference)
                } else {
                    reference.to_owned()
                }
            });
        }
        Ok(())
    }

    /// Takes rows or columns out, from number `at` on.
    pub(crate) fn delete(&mut self, sheet: u32, axis: Axis, at: usize, count: usize) -> Result<()> {
        let found = self.sheet_by_id_mut(sheet)?;
        let size = found.size(axis);
        if count == 0 || at.saturating_add(count) > size {
            return Err(SpreadsheetError::out_of_bounds(axis));
        }
        if count == size {
            return Err(SpreadsheetError::new(match axis {
                Axis::Rows => "You can't delete all the rows on the sheet.",
                Axis::Columns => "You can't delete all the columns on the sheet.",
            }));
        }
        let frozen = match axis {
            Axis::Rows => found.frozen_rows,
            Axis::Columns => found.frozen_columns,
        };
        if frozen > 0 && at <= frozen && at + count == size {
            return Err(SpreadsheetError::new(match axis {
                Axis::Rows => "Sorry, it is not possible to delete all non-frozen rows.",
                Axis::Columns => "Sorry, it is not possible to delete all non-frozen columns.",
            }));
        }
        let frozen_gone = frozen.min(at + count).saturating_sub(at);
        match axis {
            Axis::Rows => found.frozen_rows -= frozen_gone,
            Axis::Columns => found.frozen_columns -= frozen_gone,
        }
        found.delete(axis, at, count);
        self.rewrite_references(sheet, |reference| {
            references::after_deletion(reference, axis, at, count)
        })?;
        self.named_ranges.retain(|_, (of, area)| {
            if *of != sheet {
                return true;
            }
            let left = area.after_deletion(axis, at, count);
            *area = left.unwrap_or(*area);
            left.is_some()
        });
        Ok(())
    }
}

fn no_such_sheet(id: u32) -> SpreadsheetError {
    SpreadsheetError::new(format!("Sheet {id} not found"))
}

/// An ID in the form of Google's.
fn new_id() -> String {
    format!(
        "1{}{}",
        Uuid::new_v4().simple(),
        &Uuid::new_v4().simple().to_string()
    )
    .chars()
    .take(44)
    .collect()
}
