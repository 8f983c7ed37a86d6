//! JSON as a script means it: a deserializer around `serde_json`'s, in whose eyes a number is one of JavaScript's.
//!
//! JavaScript has doubles alone, and nothing says in which spelling the service writes one. So an integral float is
//! an integer, and an integer beyond ±(2^53 - 1) is none: the script has rounded it already. Each value passes
//! through once, and text is borrowed where `serde_json` lends it.
//!
//! What serde buffers, of types that are untagged, internally tagged or flattened, is asked for without a type. There
//! an integer is handed over where the number is one and exact, and otherwise a float: serde makes floats of
//! integers later on, but not the reverse.

mod access;
mod arbitrary_precision;
mod numbers;
mod visit;

use serde::de::{Deserializer, Visitor};

use self::{
    numbers::{Any, Integer, Unchanged},
    visit::Visit,
};

/// The deserializer.
pub(super) struct JavaScript<D> {
    json: D,
    is_whole: bool,
}

impl<D> JavaScript<D> {
    /// For all that a function returned: `()` takes it, whatever it is.
    pub(super) fn whole(json: D) -> Self {
        Self { json, is_whole: true }
    }

    /// For a value inside of another.
    fn inside(json: D) -> Self {
        Self {
            json,
            is_whole: false,
        }
    }
}

/// Methods whose visitors see no number, and nothing that holds one.
macro_rules! passed_on {
    ($($method:ident($($argument:ident: $ty:ty),*);)*) => {
        $(#[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.json.$method($($argument,)* visitor)
        })*
    };
}

/// Methods whose visitors are given numbers in a way of their own.
macro_rules! visited {
    ($($method:ident($($argument:ident: $ty:ty),*) by $inner:ident, $numbers:ident;)*) => {
        $(#[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.json.$inner($($argument,)* Visit::<V, $numbers>::new(visitor))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for JavaScript<D> {
    type Error = D::Error;

    visited! {
        deserialize_any() by deserialize_any, Any;
        deserialize_i8() by deserialize_i8, Integer;
        deserialize_i16() by deserialize_i16, Integer;
        deserialize_i32() by deserialize_i32, Integer;
        deserialize_i64() by deserialize_i64, Integer;
        // serde_json reads no float for these two; of what they hold beyond the others, nothing is exact.
        deserialize_i128() by deserialize_i64, Integer;
        deserialize_u128() by deserialize_u64, Integer;
        deserialize_u8() by deserialize_u8, Integer;
        deserialize_u16() by deserialize_u16, Integer;
        deserialize_u32() by deserialize_u32, Integer;
        deserialize_u64() by deserialize_u64, Integer;
        deserialize_f32() by deserialize_f32, Unchanged;
        deserialize_f64() by deserialize_f64, Unchanged;
        deserialize_bytes() by deserialize_bytes, Unchanged;
        deserialize_byte_buf() by deserialize_byte_buf, Unchanged;
        deserialize_option() by deserialize_option, Unchanged;
        deserialize_newtype_struct(name: &'static str) by deserialize_newtype_struct, Unchanged;
        deserialize_seq() by deserialize_seq, Unchanged;
        deserialize_tuple(length: usize) by deserialize_tuple, Unchanged;
        deserialize_tuple_struct(name: &'static str, length: usize) by deserialize_tuple_struct, Unchanged;
        deserialize_map() by deserialize_map, Unchanged;
        deserialize_struct(name: &'static str, fields: &'static [&'static str]) by deserialize_struct, Unchanged;
        deserialize_enum(name: &'static str, variants: &'static [&'static str]) by deserialize_enum, Unchanged;
    }

    passed_on! {
        deserialize_bool();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_unit_struct(name: &'static str);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    #[inline]
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if self.is_whole {
            self.json.deserialize_ignored_any(visitor)
        } else {
            self.json.deserialize_unit(visitor)
        }
    }

    #[inline]
    fn is_human_readable(&self) -> bool {
        self.json.is_human_readable()
    }
}
