//! From one row of the user's type to its cells.

use serde::{
    Serialize, Serializer,
    ser::{
        Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct,
    },
};

use super::{
    cell::{CellSerializer, WrittenCell},
    columns::Columns,
    error::Unwritable,
};
use crate::cell::wording;

/// What is done with the parts of a row.
pub(super) trait RowWriter {
    /// A cell by the name of its column.
    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Unwritable>;

    /// A column in which this row has nothing.
    fn skipped(&mut self, name: &str) -> Result<(), Unwritable>;

    /// The next cell of a row without names.
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable>;
}

/// The cells of one row, as many as there are columns.
pub(super) struct CellsOfRow<'c> {
    columns: &'c Columns,
    cells: Vec<WrittenCell>,
    is_written: Vec<bool>,
    /// The column behind the one that was written last.
    next: usize,
}

impl<'c> CellsOfRow<'c> {
    pub(super) fn new(columns: &'c Columns) -> Self {
        Self {
            columns,
            cells: Vec::new(),
            is_written: Vec::new(),
            next: 0,
        }
    }

    /// Begins with the next row.
    pub(super) fn begin(&mut self) {
        let width = self.columns.names().len();
        self.cells.clear();
        self.cells.resize_with(width, WrittenCell::default);
        self.is_written.clear();
        self.is_written.resize(width, false);
        self.next = 0;
    }

    pub(super) fn cells(&self) -> &[WrittenCell] {
        &self.cells
    }

    pub(super) fn columns(&self) -> &'c Columns {
        self.columns
    }

    fn put<T: Serialize + ?Sized>(&mut self, column: usize, value: &T) -> Result<(), Unwritable> {
        let written = value
            .serialize(CellSerializer)
            .map_err(|error| error.in_column(column))?;
        let (Some(cell), Some(is_written)) = (self.cells.get_mut(column), self.is_written.get_mut(column))
        else {
            return Err(Unwritable::custom(format_args!(
                "a row has more cells than the {} columns of the header",
                self.columns.names().len()
            )));
        };
        if std::mem::replace(is_written, true) {
            return Err(Unwritable::custom("the row has two values for this column").in_column(column));
        }
        *cell = written;
        self.next = column + 1;
        Ok(())
    }
}

impl RowWriter for CellsOfRow<'_> {
    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Unwritable> {
        match self.columns.find(name, self.next) {
            Some(column) => self.put(column, value),
            None => Err(Unwritable::custom(format_args!(
                "the field `{}` has no column in the header that `with_header` gave: there is {}",
                wording::plain(name),
                wording::list(self.columns.names().iter().map(String::as_str))
            ))),
        }
    }

    fn skipped(&mut self, _name: &str) -> Result<(), Unwritable> {
        Ok(())
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.put(self.next, value)
    }
}

/// Takes a row apart.
pub(super) struct RowSerializer<'w, W>(pub(super) &'w mut W);

fn no_row<T>(what: &str) -> Result<T, Unwritable> {
    Err(Unwritable::custom(format_args!(
        "a row is a struct, a map, a tuple or a list, and this is {what}"
    )))
}

macro_rules! no_rows {
    ($($method:ident($ty:ty) $what:literal)*) => {
        $(fn $method(self, _value: $ty) -> Result<(), Unwritable> {
            no_row($what)
        })*
    };
}

const VARIANT: &str = "a variant of an enum: write `#[serde(tag = \"…\")]` on it, with the name of a column";

impl<W: RowWriter> Serializer for RowSerializer<'_, W> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = NamedRow<Self>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    no_rows! {
        serialize_bool(bool) "a boolean"
        serialize_i8(i8) "a number"
        serialize_i16(i16) "a number"
        serialize_i32(i32) "a number"
        serialize_i64(i64) "a number"
        serialize_i128(i128) "a number"
        serialize_u8(u8) "a number"
        serialize_u16(u16) "a number"
        serialize_u32(u32) "a number"
        serialize_u64(u64) "a number"
        serialize_u128(u128) "a number"
        serialize_f32(f32) "a number"
        serialize_f64(f64) "a number"
        serialize_char(char) "text"
        serialize_str(&str) "text"
        serialize_bytes(&[u8]) "bytes"
    }

    /// A blank row.
    fn serialize_none(self) -> Result<(), Unwritable> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Unwritable> {
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
    ) -> Result<(), Unwritable> {
        no_row(VARIANT)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), Unwritable> {
        no_row(VARIANT)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_tuple(self, _length: usize) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Impossible<(), Unwritable>, Unwritable> {
        no_row(VARIANT)
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<NamedRow<Self>, Unwritable> {
        Ok(NamedRow {
            row: self,
            name: String::new(),
        })
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Self, Unwritable> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Impossible<(), Unwritable>, Unwritable> {
        no_row(VARIANT)
    }
}

macro_rules! elements {
    ($($compound:ident::$method:ident)*) => {
        $(impl<W: RowWriter> $compound for RowSerializer<'_, W> {
            type Ok = ();
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.0.element(value)
            }

            fn end(self) -> Result<(), Unwritable> {
                Ok(())
            }
        })*
    };
}

elements! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
}

impl<W: RowWriter> SerializeStruct for RowSerializer<'_, W> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.0.field(name, value)
    }

    fn skip_field(&mut self, name: &'static str) -> Result<(), Unwritable> {
        self.0.skipped(name)
    }

    fn end(self) -> Result<(), Unwritable> {
        Ok(())
    }
}

/// A map as a row; a struct with flattened fields is one, too.
pub(super) struct NamedRow<R> {
    row: R,
    name: String,
}

impl<W: RowWriter> SerializeMap for NamedRow<RowSerializer<'_, W>> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.name = match key.serialize(CellSerializer)?.into_name() {
            Some(name) => name,
            None => {
                return Err(Unwritable::custom(
                    "the key of a map does not name a column: it must be text",
                ));
            }
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.row.0.field(&self.name, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        Ok(())
    }
}
