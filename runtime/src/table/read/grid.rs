//! From the list of lists to the rows.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, SeqAccess, Visitor},
};

use super::{header::Header, reader::RowReader};
use crate::{cell::value::Cell, table::Table};

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(GridVisitor(PhantomData))
    }
}

struct GridVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for GridVisitor<T> {
    type Value = Table<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a grid: a list of rows, of which the first is the header")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut grid: A) -> Result<Table<T>, A::Error> {
        let mut cells = Vec::new();
        if !next_row(&mut grid, 1, &mut cells)? {
            return Ok(Table::new());
        }
        let header = Header::new(&cells).map_err(A::Error::custom)?;
        if header.is_blank() {
            return nothing_below(grid, cells);
        }
        let mut rows = Rows {
            reader: RowReader::new(header),
            number: 1,
            blank: 0,
            rows: Vec::new(),
        };
        while next_row(&mut grid, rows.number + 1, &mut cells)? {
            rows.push(&cells).map_err(A::Error::custom)?;
        }
        Ok(Table::from(rows.rows))
    }
}

/// Of a grid without a header, which may only be an empty one.
fn nothing_below<'de, T, A: SeqAccess<'de>>(
    mut grid: A,
    mut cells: Vec<Cell<'de>>,
) -> Result<Table<T>, A::Error> {
    let mut number = 2;
    while next_row(&mut grid, number, &mut cells)? {
        if !is_blank(&cells) {
            return Err(A::Error::custom(format_args!(
                "row 1 must name the columns, and it is blank, while row {number} is not: let the script begin the range at the header"
            )));
        }
        number += 1;
    }
    Ok(Table::new())
}

fn is_blank(cells: &[Cell<'_>]) -> bool {
    cells.iter().all(Cell::is_empty)
}

/// The rows that are done, and what is known of the next.
struct Rows<T> {
    reader: RowReader,
    /// Of the row that was read last, as a sheet counts.
    number: usize,
    /// How many blank rows were read last, of which the grid may still be at its end.
    blank: usize,
    rows: Vec<T>,
}

impl<'de, T: Deserialize<'de>> Rows<T> {
    fn push(&mut self, cells: &[Cell<'de>]) -> Result<(), String> {
        self.number += 1;
        if is_blank(cells) {
            self.blank += 1;
            return Ok(());
        }
        let first_blank = self.number - self.blank;
        for number in first_blank..self.number {
            self.rows.push(self.reader.read_blank(number)?);
        }
        self.blank = 0;
        self.rows.push(self.reader.read(self.number, cells)?);
        Ok(())
    }
}

/// Reads the next row into `cells`; whether there is one.
fn next_row<'de, A: SeqAccess<'de>>(
    grid: &mut A,
    number: usize,
    cells: &mut Vec<Cell<'de>>,
) -> Result<bool, A::Error> {
    Ok(grid.next_element_seed(Row { number, cells })?.is_some())
}

struct Row<'c, 'de> {
    number: usize,
    cells: &'c mut Vec<Cell<'de>>,
}

impl<'de> DeserializeSeed<'de> for Row<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of cells as row {} of the grid", self.number)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<(), A::Error> {
        self.cells.clear();
        while let Some(cell) = cells.next_element()? {
            self.cells.push(cell);
        }
        Ok(())
    }
}
