//! `Option<T>`, where an empty text or `null` is `None`.
//!
//! In a [`Table`](crate::Table), that is what an `Option` is anyway; this is for other structs, and for fields of
//! flattened structs and tagged enums. A list or an object is read as `T`, too.
//!
//! ```
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Serialize)]
//! struct Item {
//!     #[serde(with = "apps_script::cell::empty_as_none")]
//!     price: Option<f64>,
//! }
//!
//! let item: Item = serde_json::from_str(r#"{"price": ""}"#)?;
//! assert_eq!(item.price, None);
//! assert_eq!(serde_json::to_string(&item)?, r#"{"price":""}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{
        DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{CowStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer},
    },
};

use super::{
    deserializer::CellDeserializer,
    value::{Cell, NUMBER_AS_TEXT, number_of_text},
};

/// Writes `None` as an empty text.
///
/// # Errors
///
/// Those of the value.
pub fn serialize<T: Serialize, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => value.serialize(serializer),
        None => serializer.serialize_str(""),
    }
}

/// Reads an empty text or `null` as `None`.
///
/// # Errors
///
/// If the value is neither empty nor a `T`.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_any(PerhapsVisitor(PhantomData))
}

struct PerhapsVisitor<T>(PhantomData<T>);

fn of_cell<'de, T: Deserialize<'de>, E: Error>(cell: &Cell<'de>) -> Result<Option<T>, E> {
    if cell.is_empty() {
        return Ok(None);
    }
    T::deserialize(CellDeserializer(cell))
        .map(Some)
        .map_err(E::custom)
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for PerhapsVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or an empty text")
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Option<T>, E> {
        of_cell(&Cell::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Option<T>, E> {
        of_cell(&Cell::of_integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Option<T>, E> {
        of_cell(&Cell::of_unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Option<T>, E> {
        of_cell(&Cell::of_float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Option<T>, E> {
        of_cell(&Cell::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Option<T>, E> {
        of_cell(&Cell::Text(Cow::Borrowed(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<Option<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(elements)).map(Some)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Option<T>, A::Error> {
        let key = fields.next_key::<Cow<'de, str>>()?;
        if key.as_deref() == Some(NUMBER_AS_TEXT) {
            return of_cell(&number_of_text(&fields.next_value::<String>()?)?);
        }
        T::deserialize(MapAccessDeserializer::new(Begun { key, fields })).map(Some)
    }
}

/// An object whose first key was read already.
struct Begun<'de, A> {
    key: Option<Cow<'de, str>>,
    fields: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Begun<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.key.take() {
            Some(key) => {
                let key: CowStrDeserializer<'_, A::Error> = key.into_deserializer();
                seed.deserialize(key).map(Some)
            }
            None => self.fields.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.fields.next_value_seed(seed)
    }
}
