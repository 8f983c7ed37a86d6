//! A grid of cells with a header row, as rows of a type of one's own.

mod a1;
mod read;
#[cfg(test)]
mod round_trip;
mod write;

use std::{slice, vec};

/// The rows of a grid whose first row is a header: what `getValues()` of a range returns, and what `setValues()` takes.
///
/// As the return type of a method, it reads a list of lists; as a parameter (`&Table<T>` or `Table<T>`), it is sent as
/// one. `T` is any type that serde reads from a struct, a map, a tuple or a list; serde's attributes hold as they do
/// for JSON (`rename`, `alias`, `default`, `deny_unknown_fields`, `flatten`, `with`, …).
///
/// ```
/// use apps_script::{Table, apps_script};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Deserialize, Serialize)]
/// pub struct Order {
///     #[serde(rename = "SKU")]
///     pub sku: String,
///     #[serde(rename = "Total")]
///     pub total: f64,
///     /// `None` where the cell is empty.
///     #[serde(rename = "Note")]
///     pub note: Option<String>,
/// }
///
/// #[apps_script(id = "AKfycbxExample")]
/// pub trait Orders {
///     /// `function orders() { return SpreadsheetApp.getActiveSheet().getDataRange().getValues(); }`
///     async fn orders(&self) -> apps_script::Result<Table<Order>>;
///     /// `function store(grid) { sheet().getRange(1, 1, grid.length, grid[0].length).setValues(grid); }`
///     async fn store(&self, orders: &Table<Order>) -> apps_script::Result<()>;
/// }
///
/// # async fn run(client: &OrdersClient) -> apps_script::Result<()> {
/// let mut total = 0.0;
/// for order in client.orders().await? {
///     total += order.total;
/// }
/// # Ok(())
/// # }
/// ```
///
/// The grid is read in one pass: beside the rows of `T` that are done, one row of cells is in memory.
///
/// # Columns
///
/// A column belongs to the field whose name is the text of its header cell, exactly, or else without the white space
/// around it. The order of the columns does not matter, and columns without a field are skipped, unless the struct
/// says `deny_unknown_fields`. A field without a column, unless it is an `Option` or has a `default`, is an error that
/// names the header that is nearest; upper and lower case are two things. Two columns for one field are an error.
/// Columns without a header are skipped; with `deny_unknown_fields`, they must be empty.
///
/// Maps, and structs that `flatten`, take all columns that have a header, without the white space around it. Tuples and lists take the cells
/// by their place, with a header or without.
///
/// # Cells
///
/// | cell in JSON | is read as |
/// |---|---|
/// | text | `String`, an enum of unit variants, dates of `chrono` or `jiff`, … |
/// | a number | any number type; `5.0` is an integer, too. An integer beyond 2^53 is refused, since the script has rounded it |
/// | a boolean | `bool` |
/// | `""` or `null`, an empty cell | see below |
/// | a list or an object | an error, unless nothing reads the column |
///
/// For an empty cell, a field has the value that it has without a column: its `default`, if it says so, or else `None`
/// if it is an `Option`. A `String` without a default is empty then, and so is what else can be read from an empty
/// text; every other type is an error. In a map, or in a `serde_json::Value`, an empty cell is the empty text. (serde
/// does not say what a field is that comes from `flatten` or is in a tagged enum; it is found out by trying again.)
///
/// The module [`cell`](crate::cell) has serde helpers for cells that hold something else than the type that is wanted.
///
/// # Rows
///
/// Rows of empty cells at the end are dropped. A row of empty cells between others is an error; `Table<Option<T>>`
/// reads it as `None`, so that `table.into_iter().flatten()` are the rows that are not blank. A grid without rows, or
/// with empty cells alone, is an empty table: `getValues()` of an empty sheet is `[[""]]`.
///
/// # Errors
///
/// An error names the cell as a sheet shows it, if the grid is at its upper left corner: the header is row 1.
///
/// ```text
/// result: C17 (Total): expected a number, found text "n/a"
/// ```
///
/// # Writing
///
/// The header is made of the names that serde gives the fields, in their order; for maps and flattened fields, of all
/// the names that any row has. Every row has a cell for each column: what a row does not have, `None` and `()` are
/// `""`, as `getValues()` writes an empty cell. What is neither text, a number nor a boolean is an error.
///
/// Without rows there is nothing that a header could be made of, so an empty table is `[]`;
/// [`with_header`](Self::with_header) gives it one.
///
/// Note that `setValues()` reads text as if a person had typed it: `=…` is a formula, and `1/2` may be a date. Where
/// that is not wanted, let the script call `setNumberFormat("@")`, which is plain text, on those columns before.
///
/// A row whose cells are all empty is written, but cannot be read again, unless as `None`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table<T> {
    rows: Vec<T>,
    /// For writing alone.
    header: Option<Vec<String>>,
}

impl<T> Table<T> {
    /// A table without rows.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            rows: Vec::new(),
            header: None,
        }
    }

    /// Sets which columns are written, and in which order; it changes nothing else.
    ///
    /// It is needed for rows that are tuples or lists, which have no names, and for an empty table that must have a
    /// header nevertheless. A field without a column in it is an error when the table is written.
    ///
    /// ```
    /// use apps_script::Table;
    ///
    /// let prices = Table::from(vec![("BOLT-8", 0.12), ("NUT-8", 0.05)]).with_header(["SKU", "Price"]);
    /// assert_eq!(serde_json::to_string(&prices)?, r#"[["SKU","Price"],["BOLT-8",0.12],["NUT-8",0.05]]"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn with_header<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.header = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// The rows, without the header.
    #[must_use]
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The rows, to be changed in place.
    #[must_use]
    pub fn rows_mut(&mut self) -> &mut Vec<T> {
        &mut self.rows
    }

    /// The rows, without the header.
    #[must_use]
    pub fn into_rows(self) -> Vec<T> {
        self.rows
    }

    /// How many rows there are, without the header.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, one by one.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.rows.iter()
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<Vec<T>> for Table<T> {
    fn from(rows: Vec<T>) -> Self {
        Self { rows, header: None }
    }
}

impl<T> From<Table<T>> for Vec<T> {
    fn from(table: Table<T>) -> Self {
        table.rows
    }
}

impl<T> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self::from(Vec::from_iter(rows))
    }
}

impl<T> Extend<T> for Table<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, rows: I) {
        self.rows.extend(rows);
    }
}

impl<T> IntoIterator for Table<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> vec::IntoIter<T> {
        self.rows.into_iter()
    }
}

impl<'t, T> IntoIterator for &'t Table<T> {
    type Item = &'t T;
    type IntoIter = slice::Iter<'t, T>;

    fn into_iter(self) -> slice::Iter<'t, T> {
        self.rows.iter()
    }
}
