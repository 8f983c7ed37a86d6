//! From a cell to the type of a field.

use std::borrow::Cow;

use serde::{
    Deserializer,
    de::{Error, IntoDeserializer, Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};

use super::{
    error::Misfit,
    value::{Cell, as_safe_integer},
};

/// Reads a cell as what a type asks for: an integer however it is written, an empty cell as `None`.
#[derive(Clone, Copy)]
pub(crate) struct CellDeserializer<'c, 'de>(pub(crate) &'c Cell<'de>);

impl<'c, 'de> CellDeserializer<'c, 'de> {
    /// For what cannot be read from nothing.
    fn value<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_empty() {
            return Err(Misfit::empty(&visitor));
        }
        self.deserialize_any(visitor)
    }

    fn integer<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Cell::Float(float) => match as_safe_integer(*float) {
                Some(integer) => visitor.visit_i64(integer),
                None if float.fract() == 0.0 => Err(Misfit::custom(rounded(*float))),
                None => visitor.visit_f64(*float),
            },
            _ => self.value(visitor),
        }
    }
}

/// Of an integer beyond 2^53.
pub(super) fn rounded(float: f64) -> String {
    format!(
        "the integer {float} is beyond ±(2^53 - 1), where the script has rounded it: let the script return it as text"
    )
}

macro_rules! integers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            self.integer(visitor)
        })*
    };
}

macro_rules! values {
    ($($method:ident($($argument:ident: $ty:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, Misfit> {
            self.value(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for CellDeserializer<'_, 'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Cell::Null => visitor.visit_unit(),
            Cell::Bool(value) => visitor.visit_bool(*value),
            Cell::Integer(value) => match u64::try_from(*value) {
                Ok(value) => visitor.visit_u64(value),
                Err(_) => visitor.visit_i64(*value),
            },
            Cell::Float(value) => visitor.visit_f64(*value),
            Cell::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Cell::Text(Cow::Owned(text)) => visitor.visit_str(text),
            Cell::List | Cell::Object => Err(Misfit::invalid_type(self.0.unexpected(), &visitor)),
        }
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    }

    values! {
        deserialize_bool()
        deserialize_f32()
        deserialize_f64()
        deserialize_char()
        deserialize_seq()
        deserialize_map()
        deserialize_tuple(_length: usize)
        deserialize_tuple_struct(_name: &'static str, _length: usize)
        deserialize_struct(_name: &'static str, _fields: &'static [&'static str])
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Cell::Null => visitor.visit_borrowed_str(""),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_empty() {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_empty() {
            return visitor.visit_unit();
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let text = match self.0 {
            Cell::Null => "",
            Cell::Text(text) => text,
            _ => return self.deserialize_any(visitor),
        };
        let variant: StrDeserializer<'_, Misfit> = text.into_deserializer();
        visitor.visit_enum(variant)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { bytes byte_buf identifier }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::{Deserialize, de::DeserializeOwned};
    use serde_json::{Value, json};

    use super::{Cell, CellDeserializer};

    #[derive(Debug, Deserialize, PartialEq)]
    enum Kind {
        #[serde(rename = "in")]
        In,
        Out,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Sku(String);

    #[derive(Debug, Deserialize, PartialEq)]
    struct Nothing;

    fn read<T: DeserializeOwned + Debug>(json: &str) -> Result<T, String> {
        let cell: Cell<'_> = serde_json::from_str(json).unwrap();
        T::deserialize(CellDeserializer(&cell)).map_err(|misfit| misfit.to_string())
    }

    #[track_caller]
    fn reads<T: DeserializeOwned + Debug + PartialEq>(json: &str, expected: T) {
        assert_eq!(read::<T>(json), Ok(expected), "{json}");
    }

    #[track_caller]
    fn refuses<T: DeserializeOwned + Debug>(json: &str, message: &str) {
        assert_eq!(read::<T>(json).unwrap_err(), message, "{json}");
    }

    #[test]
    fn integers_come_as_javascript_writes_them() {
        reads("5", 5_u8);
        reads("5.0", 5_u8);
        reads("-5.0", -5_i64);
        reads("-0.0", 0_u32);
        reads("5.0", 5_i128);
        reads("5", 5_u128);
        reads("5", 5.0_f64);
        reads("9007199254740991", 9_007_199_254_740_991_u64);
        refuses::<u8>(
            "300",
            "expected a whole number from 0 to 255, found the number 300",
        );
        refuses::<u8>("-1", "expected a whole number from 0 to 255, found the number -1");
        refuses::<i64>("0.5", "expected a whole number, found the number 0.5");
        refuses::<u32>(r#""n/a""#, r#"expected a number, found text "n/a""#);
        refuses::<f64>("true", "expected a number, found the boolean true");
        for json in ["9007199254740993", "-9007199254740993", "1e17"] {
            assert!(read::<i64>(json).unwrap_err().contains("as text"), "{json}");
            assert!(read::<u128>(json).is_err(), "{json}");
            assert!(read::<f64>(json).is_ok(), "{json}");
        }
    }

    #[test]
    fn empty_cells_are_none_or_empty_text() {
        for json in ["null", r#""""#] {
            reads(json, None::<u32>);
            reads(json, None::<String>);
            reads(json, None::<Option<u8>>);
            reads(json, String::new());
            reads(json, Sku(String::new()));
            reads(json, ());
            reads(json, Nothing);
            refuses::<u32>(json, "expected a number, and the cell is empty");
            refuses::<f64>(json, "expected a number, and the cell is empty");
            refuses::<bool>(json, "expected a boolean, and the cell is empty");
            refuses::<char>(json, "expected a character, and the cell is empty");
            refuses::<Vec<u8>>(json, "expected a sequence, and the cell is empty");
            refuses::<Kind>(json, "expected one of `in`, `Out`, and the cell is empty");
        }
        reads(r#""""#, json!(""));
        reads("null", Value::Null);
        reads("5", Some(Some(5_u8)));
    }

    #[test]
    fn enums_and_newtypes_are_read_from_text() {
        reads(r#""in""#, Kind::In);
        reads(r#""B""#, Sku("B".into()));
        refuses::<Kind>(r#""inn""#, r#"expected one of `in`, `Out`, found text "inn""#);
        refuses::<Kind>("5", "expected enum Kind, found the number 5");
        refuses::<Sku>("5", "expected text, found the number 5");
        refuses::<Sku>("[]", "expected text, found a list, which a cell cannot hold");
        refuses::<Sku>("{}", "expected text, found an object, which a cell cannot hold");
        refuses::<()>("1", "expected unit, found the number 1");
        refuses::<Vec<u8>>(r#""a""#, r#"expected a sequence, found text "a""#);
    }

    #[test]
    fn values_that_are_not_asked_for_come_as_they_are() {
        reads("5.0", json!(5));
        reads("-5", json!(-5));
        reads("0.5", json!(0.5));
        reads(r#""a\n""#, json!("a\n"));
        reads("true", json!(true));
        assert!(read::<serde::de::IgnoredAny>("[1]").is_ok());
    }
}
