//! What tests do with sheets: fill them and read them.

use jiff::civil::DateTime;

use super::{
    area::Area,
    cell::{Cell, Content, Input},
    formula::references,
    input::{self, Typed},
    notation, number_format,
    refusal::{Result, SpreadsheetError},
    serial,
    sheet::Sheet,
    spreadsheet::{CELL_LIMIT, Spreadsheet},
};

/// The value of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum CellValue {
    /// Nothing; scripts read an empty text.
    #[default]
    Empty,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// A date and time, in the spreadsheet's time zone.
    DateTime(DateTime),
}

impl From<f64> for CellValue {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for CellValue {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for CellValue {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<bool> for CellValue {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl From<&str> for CellValue {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for CellValue {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl From<DateTime> for CellValue {
    fn from(date_time: DateTime) -> Self {
        Self::DateTime(date_time)
    }
}

impl From<CellValue> for Input {
    fn from(value: CellValue) -> Self {
        match value {
            CellValue::Empty => Self::Empty,
            CellValue::Number(number) => Self::Number(number),
            CellValue::Text(text) => Self::Text(text.into()),
            CellValue::Boolean(boolean) => Self::Boolean(boolean),
            CellValue::DateTime(date_time) => Self::Serial(serial::from_date_time(date_time)),
        }
    }
}

impl From<&Cell> for CellValue {
    fn from(cell: &Cell) -> Self {
        match &cell.content {
            Content::Empty => Self::Empty,
            Content::Boolean(boolean) => Self::Boolean(*boolean),
            Content::Text(text) => Self::from(&**text),
            Content::Number(number) => serial::to_date_time(*number)
                .filter(|_| cell.is_date())
                .map_or(Self::Number(*number), Self::DateTime),
        }
    }
}

impl Sheet {
    /// A sheet with the cells of a CSV text. Each field is taken as a person would type it. Each line is a row, a blank
    /// one too.
    ///
    /// # Errors
    ///
    /// If a field is longer than a cell may be, or if there are more lines than a sheet may have cells.
    pub fn from_csv(name: impl Into<String>, csv: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(csv.as_bytes());
        let mut sheet = Self::new(name);
        let mut record = csv::StringRecord::new();
        let (mut row, mut begin) = (0, 0);
        loop {
            let is_read = reader.read_record(&mut record);
            if !is_read.map_err(|fault| SpreadsheetError::new(format!("the CSV cannot be read: {fault}")))? {
                return Ok(sheet);
            }
            // The reader passes over blank lines.
            row += blank_lines(csv, begin);
            if row >= CELL_LIMIT {
                return Err(SpreadsheetError::new(
                    "the CSV has more lines than a sheet may have cells",
                ));
            }
            let inputs = record.iter().map(|field| Input::Text(field.into()));
            sheet.write_row(row, inputs.collect())?;
            row += 1;
            begin = usize::try_from(reader.position().byte()).unwrap_or(csv.len());
        }
    }

    /// Adds a row below those that are there, blank ones too. Texts are taken as a person would type them.
    ///
    /// # Errors
    ///
    /// If a text is longer than a cell may be.
    pub fn row<V: Into<CellValue>>(mut self, values: impl IntoIterator<Item = V>) -> Result<Self> {
        let inputs = values.into_iter().map(|value| Input::from(value.into()));
        self.write_row(self.cells.len(), inputs.collect())?;
        Ok(self)
    }

    /// The values from the first cell to the last row and column that hold something.
    #[must_use]
    pub fn values(&self) -> Vec<Vec<CellValue>> {
        self.table(|cell| cell.map(CellValue::from).unwrap_or_default())
    }

    /// What a person sees in these cells.
    #[must_use]
    pub fn display_values(&self) -> Vec<Vec<String>> {
        self.table(|cell| cell.map(number_format::display).unwrap_or_default())
    }

    /// What a person sees in these cells, as CSV. A text that looks like something else, such as `007` or `=A1`, has an
    /// apostrophe before it, with which a person types it: [`from_csv`](Self::from_csv) makes the same cells again.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in self.table(|cell| cell.map(as_typed).unwrap_or_default()) {
            // Memory takes everything that is written to it.
            let _ = writer.write_record(row);
        }
        writer
            .into_inner()
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .unwrap_or_default()
    }

    /// The value of one cell, as in `B2`.
    #[must_use]
    pub fn value(&self, cell: &str) -> CellValue {
        let area = notation::area(cell, self.rows, self.columns);
        let cell = area.and_then(|area| self.cell(area.row, area.column));
        cell.map(CellValue::from).unwrap_or_default()
    }

    /// Puts a value into a cell, as in `B2`, or into every cell of a range.
    ///
    /// # Errors
    ///
    /// If there is no such cell, or if a text is longer than a cell may be.
    pub fn set(&mut self, cells: &str, value: impl Into<CellValue>) -> Result<()> {
        let area = self.named(cells)?;
        let input = Input::from(value.into());
        self.fill(area, &input)
    }

    /// Enters one value into every cell. A formula is that of the first cell; in the others it refers to cells as far
    /// from them.
    pub(crate) fn fill(&mut self, area: Area, input: &Input) -> Result<()> {
        let grid = vec![vec![input.clone(); area.columns]; area.rows];
        self.enter(area, grid)?;
        if !matches!(input, Input::Text(text) if text.starts_with('=')) {
            return Ok(());
        }
        self.change(area, |cell, row, column| {
            if let Some(formula) = &cell.formula {
                let (down, right) = (row as isize, column as isize);
                let moved = |_: Option<&str>, reference: &str| references::copied(reference, down, right);
                cell.formula = Some(references::rewrite(formula, moved).into());
            }
        })
    }

    fn table<T>(&self, read: impl Fn(Option<&Cell>) -> T) -> Vec<Vec<T>> {
        let (rows, columns) = self.extent();
        let row = |row| (0..columns).map(|column| read(self.cell(row, column))).collect();
        (0..rows).map(row).collect()
    }
}

/// What a person types to see what they see in this cell.
fn as_typed(cell: &Cell) -> String {
    let shown = number_format::display(cell);
    let is_as_it_looks = match &cell.content {
        Content::Text(text) => input::typed(text) == Typed::Text(text),
        _ => true,
    };
    if is_as_it_looks {
        shown
    } else {
        format!("'{shown}")
    }
}

/// How many lines of this text are blank from here on; the end of the line before may come first.
fn blank_lines(text: &str, begin: usize) -> usize {
    let (before, rest) = text.split_at_checked(begin).unwrap_or((text, ""));
    let rest = if before.ends_with('\r') {
        rest.strip_prefix('\n').unwrap_or(rest)
    } else {
        rest
    };
    let ends = rest.find(|letter| letter != '\r' && letter != '\n');
    let ends = rest.get(..ends.unwrap_or(rest.len())).unwrap_or_default();
    ends.replace("\r\n", "\n").len()
}

impl Spreadsheet {
    /// Gives the spreadsheet this ID, as scripts have it in `SpreadsheetApp.openById`.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self.made_up = false;
        self
    }

    pub(crate) fn id_if_made_up(self, id: String) -> Self {
        if self.made_up { self.id(id) } else { self }
    }

    /// Gives the spreadsheet a time zone of its own, such as `Europe/Berlin`.
    #[must_use]
    pub fn time_zone(mut self, name: impl Into<String>) -> Self {
        self.time_zone = Some(name.into());
        self
    }

    /// Adds a sheet behind those that are there. Of two with one name, the second takes the first one's place.
    #[must_use]
    pub fn sheet(mut self, mut sheet: Sheet) -> Self {
        let namesake = self.sheets.iter_mut().find(|other| other.name == sheet.name);
        if let Some(namesake) = namesake {
            sheet.id = namesake.id;
            *namesake = sheet;
        } else {
            sheet.id = self.free_sheet_id();
            self.sheets.push(sheet);
        }
        self
    }

    /// The names of the sheets, in their order.
    #[must_use]
    pub fn sheet_names(&self) -> Vec<&str> {
        self.sheets.iter().map(Sheet::name).collect()
    }

    /// The sheet of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }

    /// The sheet of this name, to be changed.
    #[must_use]
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Sheet> {
        self.sheets.iter_mut().find(|sheet| sheet.name == name)
    }

    /// The values of the sheet of this name; nothing, if there is no such sheet.
    #[must_use]
    pub fn values(&self, sheet: &str) -> Vec<Vec<CellValue>> {
        self.get(sheet).map(Sheet::values).unwrap_or_default()
    }
}
