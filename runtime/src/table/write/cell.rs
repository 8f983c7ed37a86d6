//! From a value to what one cell can hold.

use std::fmt::Display;

use serde::{
    Serialize, Serializer,
    ser::{Error, Impossible},
};

use super::error::Unwritable;

/// What a cell can hold.
#[derive(Debug, Default, PartialEq)]
pub(super) enum WrittenCell {
    #[default]
    Empty,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Wide(i128),
    Widest(u128),
    Single(f32),
    Double(f64),
    Text(String),
}

impl WrittenCell {
    /// As the name of a column.
    pub(super) fn into_name(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bool(value) => Some(value.to_string()),
            Self::Signed(value) => Some(value.to_string()),
            Self::Unsigned(value) => Some(value.to_string()),
            Self::Wide(value) => Some(value.to_string()),
            Self::Widest(value) => Some(value.to_string()),
            Self::Empty | Self::Single(_) | Self::Double(_) => None,
        }
    }
}

impl Serialize for WrittenCell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_str(""),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Signed(value) => serializer.serialize_i64(*value),
            Self::Unsigned(value) => serializer.serialize_u64(*value),
            Self::Wide(value) => serializer.serialize_i128(*value),
            Self::Widest(value) => serializer.serialize_u128(*value),
            Self::Single(value) => serializer.serialize_f32(*value),
            Self::Double(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

pub(super) struct CellSerializer;

fn no_cell<T>(what: &str) -> Result<T, Unwritable> {
    Err(Unwritable::custom(format_args!(
        "a cell holds text, a number or a boolean, and this is {what}"
    )))
}

macro_rules! cells {
    ($($method:ident($value:ident: $ty:ty) $cell:expr;)*) => {
        $(fn $method(self, $value: $ty) -> Result<WrittenCell, Unwritable> {
            Ok($cell)
        })*
    };
}

type NoCell = Impossible<WrittenCell, Unwritable>;

impl Serializer for CellSerializer {
    type Ok = WrittenCell;
    type Error = Unwritable;
    type SerializeSeq = NoCell;
    type SerializeTuple = NoCell;
    type SerializeTupleStruct = NoCell;
    type SerializeTupleVariant = NoCell;
    type SerializeMap = NoCell;
    type SerializeStruct = NoCell;
    type SerializeStructVariant = NoCell;

    cells! {
        serialize_bool(value: bool) WrittenCell::Bool(value);
        serialize_i8(value: i8) WrittenCell::Signed(value.into());
        serialize_i16(value: i16) WrittenCell::Signed(value.into());
        serialize_i32(value: i32) WrittenCell::Signed(value.into());
        serialize_i64(value: i64) WrittenCell::Signed(value);
        serialize_i128(value: i128) WrittenCell::Wide(value);
        serialize_u8(value: u8) WrittenCell::Unsigned(value.into());
        serialize_u16(value: u16) WrittenCell::Unsigned(value.into());
        serialize_u32(value: u32) WrittenCell::Unsigned(value.into());
        serialize_u64(value: u64) WrittenCell::Unsigned(value);
        serialize_u128(value: u128) WrittenCell::Widest(value);
        serialize_f32(value: f32) WrittenCell::Single(value);
        serialize_f64(value: f64) WrittenCell::Double(value);
        serialize_char(value: char) WrittenCell::Text(value.to_string());
        serialize_str(value: &str) WrittenCell::Text(value.to_owned());
        serialize_unit_struct(_name: &'static str) WrittenCell::Empty;
    }

    fn serialize_bytes(self, _value: &[u8]) -> Result<WrittenCell, Unwritable> {
        no_cell("bytes: write `#[serde(with = \"apps_script::cell::bytes_as_base64\")]`")
    }

    fn serialize_none(self) -> Result<WrittenCell, Unwritable> {
        Ok(WrittenCell::Empty)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<WrittenCell, Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<WrittenCell, Unwritable> {
        Ok(WrittenCell::Empty)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<WrittenCell, Unwritable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<WrittenCell, Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<WrittenCell, Unwritable> {
        no_cell("an enum with a value")
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<NoCell, Unwritable> {
        no_cell("a list")
    }

    fn serialize_tuple(self, _length: usize) -> Result<NoCell, Unwritable> {
        no_cell("a list")
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<NoCell, Unwritable> {
        no_cell("a list")
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<NoCell, Unwritable> {
        no_cell("an enum with values")
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<NoCell, Unwritable> {
        no_cell("a map")
    }

    fn serialize_struct(self, name: &'static str, _length: usize) -> Result<NoCell, Unwritable> {
        no_cell(&format!(
            "the struct `{name}`: write `#[serde(flatten)]` to have its fields as columns"
        ))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<NoCell, Unwritable> {
        no_cell("an enum with fields")
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<WrittenCell, Unwritable> {
        Ok(WrittenCell::Text(value.to_string()))
    }
}
