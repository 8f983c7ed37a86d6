//! Refuses the numbers that JavaScript's single number type cannot hold, before they are written.
//!
//! serde_json would write a non-finite float as `null`, and the script would round an integer beyond 2^53.

use std::fmt::Display;

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::{keys::Keys, raw_json};
use crate::number::MAX_SAFE_INTEGER;

/// A value whose numbers are checked on their way into the serializer; also that serializer.
pub(super) struct Checked<T>(pub(super) T);

impl<T: Serialize + ?Sized> Serialize for Checked<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Checked(serializer))
    }
}

fn check_integer<E: Error>(magnitude: u128, value: impl Display) -> Result<(), E> {
    if magnitude <= u128::from(MAX_SAFE_INTEGER) {
        return Ok(());
    }
    Err(unsafe_integer(value))
}

pub(super) fn unsafe_integer<E: Error>(value: impl Display) -> E {
    E::custom(format_args!(
        "the integer {value} is beyond ±(2^53 - 1), where the script would round it; send it as a string"
    ))
}

fn check_float<E: Error>(value: f64) -> Result<(), E> {
    if value.is_finite() {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "JSON has no number {value}; send an `Option` or a string"
    )))
}

macro_rules! integers {
    ($($method:ident: $ty:ty),*) => {
        $(fn $method(self, value: $ty) -> Result<S::Ok, S::Error> {
            check_integer(u128::from(value.abs_diff(0)), value)?;
            self.0.$method(value)
        })*
    };
}

macro_rules! unchanged {
    ($($method:ident($($argument:ident: $ty:ty),*);)*) => {
        $(fn $method(self, $($argument: $ty),*) -> Result<S::Ok, S::Error> {
            self.0.$method($($argument),*)
        })*
    };
}

macro_rules! compounds {
    ($($method:ident($($argument:ident: $ty:ty),*) -> $compound:ident;)*) => {
        $(fn $method(self, $($argument: $ty),*) -> Result<Self::$compound, S::Error> {
            self.0.$method($($argument),*).map(Checked)
        })*
    };
}

impl<S: Serializer> Serializer for Checked<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Checked<S::SerializeSeq>;
    type SerializeTuple = Checked<S::SerializeTuple>;
    type SerializeTupleStruct = Checked<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Checked<S::SerializeTupleVariant>;
    type SerializeMap = CheckedMap<S::SerializeMap>;
    type SerializeStruct = Checked<S::SerializeStruct>;
    type SerializeStructVariant = Checked<S::SerializeStructVariant>;

    integers!(serialize_i64: i64, serialize_i128: i128, serialize_u64: u64, serialize_u128: u128);

    unchanged! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_char(value: char);
        serialize_str(value: &str);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    compounds! {
        serialize_seq(length: Option<usize>) -> SerializeSeq;
        serialize_tuple(length: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, length: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> SerializeTupleVariant;
        serialize_struct(name: &'static str, length: usize) -> SerializeStruct;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> SerializeStructVariant;
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        let map = self.0.serialize_map(length)?;
        Ok(CheckedMap {
            map,
            keys: Keys::default(),
        })
    }

    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        check_float(f64::from(value))?;
        self.0.serialize_f32(value)
    }

    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        check_float(value)?;
        self.0.serialize_f64(value)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&Checked(value))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_struct(name, &Checked(value))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0
            .serialize_newtype_variant(name, index, variant, &Checked(value))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

macro_rules! elements {
    ($($compound:ident::$method:ident;)*) => {
        $(impl<S: $compound> $compound for Checked<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                self.0.$method(&Checked(value))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        })*
    };
}

elements! {
    SerializeSeq::serialize_element;
    SerializeTuple::serialize_element;
    SerializeTupleStruct::serialize_field;
    SerializeTupleVariant::serialize_field;
}

macro_rules! fields {
    ($($compound:ident;)*) => {
        $(impl<S: $compound> $compound for Checked<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), S::Error> {
                if raw_json::is_raw(key) {
                    raw_json::check(value)?;
                }
                self.0.serialize_field(key, &Checked(value))
            }

            fn skip_field(&mut self, key: &'static str) -> Result<(), S::Error> {
                self.0.skip_field(key)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        })*
    };
}

fields! {
    SerializeStruct;
    SerializeStructVariant;
}

/// A map whose keys are compared: two with one text would be one in the script, which sees the last.
pub(super) struct CheckedMap<S> {
    map: S,
    keys: Keys,
}

/// Keys are text in JSON, so that any integer is exact in them.
impl<S: SerializeMap> SerializeMap for CheckedMap<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.map.serialize_key(key)?;
        self.keys.push(key).map_err(S::Error::custom)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.map.serialize_value(&Checked(value))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        match self.keys.repeated() {
            None => self.map.end(),
            Some(key) => Err(S::Error::custom(format_args!(
                "a map has two entries {key}, of which the script would see the last"
            ))),
        }
    }
}
