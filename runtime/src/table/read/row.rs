//! From the cells of one row to the type of a row.

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::StrDeserializer,
    },
};

use super::{empty_cells::Reading, reader::RowReader};
use crate::cell::{deserializer::CellDeserializer, error::Misfit, value::Cell};

/// A cell of a row, which may be shorter than the header.
pub(super) fn cell_at<'c, 'de>(cells: &'c [Cell<'de>], column: usize) -> &'c Cell<'de> {
    cells.get(column).unwrap_or(&Cell::Null)
}

pub(super) struct RowDeserializer<'r, 'de> {
    pub(super) reader: &'r mut RowReader,
    pub(super) cells: &'r [Cell<'de>],
}

impl<'de> RowDeserializer<'_, 'de> {
    fn fields<V: Visitor<'de>>(self, reading: Reading, visitor: V) -> Result<V::Value, Misfit> {
        let reader = self.reader;
        reader.read_as(reading);
        visitor.visit_map(Fields {
            width: reader.header().width().max(self.cells.len()),
            reader,
            cells: self.cells,
            reading,
            next: 0,
        })
    }

    fn places<V: Visitor<'de>>(self, width: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.reader.read_as(Reading::Places);
        visitor.visit_seq(Places {
            cells: self.cells,
            width,
            next: 0,
        })
    }
}

macro_rules! scalars {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            Err(no_row(&visitor))
        })*
    };
}

impl<'de> Deserializer<'de> for RowDeserializer<'_, 'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.reader.header().check_distinct()?;
        let reading = if takes_fields(&visitor) {
            Reading::Fields
        } else {
            Reading::Whole
        };
        self.fields(reading, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.reader.know(fields)?;
        self.fields(Reading::Struct, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let width = self.reader.header().width().max(self.cells.len());
        self.places(width, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Misfit> {
        let filled = self.cells.iter().rposition(|cell| !cell.is_empty());
        let width = self
            .reader
            .header()
            .named_width()
            .max(filled.map_or(0, |last| last + 1));
        if width > length {
            return Err(Misfit::custom(format_args!(
                "there are {width} columns, and {length} are expected: read a struct, which takes columns by name"
            )));
        }
        self.places(length, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _variants: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Misfit> {
        Err(Misfit::custom(format_args!(
            "a row does not say which variant of `{name}` it is: write `#[serde(tag = \"…\")]` with the name of the column that does"
        )))
    }

    scalars! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_identifier
    }
}

fn no_row(expected: &dyn Expected) -> Misfit {
    Misfit::custom(format_args!(
        "expected {expected}, found a row of cells: read a struct, a map, a tuple or a list"
    ))
}

/// Whether serde's derive reads fields here, of which it may not know the names yet. It says so in what it expects.
fn takes_fields(expected: &dyn Expected) -> bool {
    let expected = expected.to_string();
    expected.starts_with("struct ") || expected.starts_with("internally tagged enum ")
}

/// A row by the names of its columns.
struct Fields<'r, 'de> {
    reader: &'r RowReader,
    cells: &'r [Cell<'de>],
    reading: Reading,
    width: usize,
    next: usize,
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        while self.next < self.width {
            let column = self.next;
            self.next += 1;
            if let Some(key) = self.reader.key(column, cell_at(self.cells, column), self.reading) {
                self.reader.went_to(column);
                let key: StrDeserializer<'_, Misfit> = key.into_deserializer();
                let key = seed.deserialize(key).map_err(|misfit| misfit.in_column(column))?;
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        let column = self.reader.at();
        seed.deserialize(CellDeserializer(cell_at(self.cells, column)))
            .map_err(|misfit| misfit.in_column(column))
    }
}

/// A row by the places of its cells.
struct Places<'r, 'de> {
    cells: &'r [Cell<'de>],
    width: usize,
    next: usize,
}

impl<'de> SeqAccess<'de> for Places<'_, 'de> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misfit> {
        if self.next >= self.width {
            return Ok(None);
        }
        let column = self.next;
        self.next += 1;
        seed.deserialize(CellDeserializer(cell_at(self.cells, column)))
            .map(Some)
            .map_err(|misfit| misfit.in_column(column))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.width - self.next)
    }
}
