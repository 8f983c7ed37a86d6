//! JSON that is written already: what `serde_json`'s `RawValue` holds, and its `Number` with the feature
//! `arbitrary_precision`, which any crate in the tree may switch on.

use std::{
    collections::HashSet,
    fmt::{self, Write},
};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor},
    ser::Error,
};

use crate::number::{Fidelity, fidelity, numbers};

/// The names by which `serde_json` recognises its own types, as name of a struct and of its one field.
const NAMES: [&str; 2] = ["$serde_json::private::Number", "$serde_json::private::RawValue"];

/// Whether the field of a struct holds JSON that is written as it is.
pub(super) fn is_raw(field: &str) -> bool {
    NAMES.contains(&field)
}

/// Refuses JSON that a script would not read as it is written.
pub(super) fn check<E: Error>(value: &(impl Serialize + ?Sized)) -> Result<(), E> {
    let mut json = String::new();
    write!(json, "{}", Text(value))
        .map_err(|_| E::custom("JSON that is written already must be a string"))?;
    for (_, number) in numbers(&json) {
        check_number(number)?;
    }
    match serde_json::from_str::<UniqueKeys>(&json) {
        Err(fault) if fault.is_data() => Err(E::custom(fault)),
        _ => Ok(()),
    }
}

fn check_number<E: Error>(text: &str) -> Result<(), E> {
    match fidelity(text) {
        Fidelity::Exact => Ok(()),
        Fidelity::UnsafeInteger => Err(super::checked::unsafe_integer(text)),
        Fidelity::Rounded => Err(E::custom(format_args!(
            "the number {text} has more digits than a number of JavaScript, so the script would round it; send it as a string"
        ))),
        Fidelity::Infinite => Err(E::custom(format_args!(
            "the number {text} is beyond the numbers of JavaScript; send it as a string"
        ))),
    }
}

/// A string, taken out of its `Serialize`.
struct Text<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> fmt::Display for Text<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

/// Any JSON in which no object has two entries of one key.
struct UniqueKeys;

impl<'de> Deserialize<'de> for UniqueKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for UniqueKeys {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self, A::Error> {
        while elements.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if is_raw(&key) {
                // A number, with `arbitrary_precision`.
                entries.next_value::<IgnoredAny>()?;
                continue;
            }
            entries.next_value::<Self>()?;
            if let Some(key) = keys.replace(key) {
                return Err(de::Error::custom(format_args!(
                    "an object has two entries {key:?}, of which the script would see the last"
                )));
            }
        }
        Ok(self)
    }
}
