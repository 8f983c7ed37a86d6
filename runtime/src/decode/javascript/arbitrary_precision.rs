//! Numbers that come as maps.
//!
//! Any crate in the tree may switch on `serde_json`'s feature `arbitrary_precision`. Then a number that is no 64-bit
//! integer reaches a visitor of any type as a map of one entry, a private name and the number's text, of which serde's
//! own buffers make an object. Here it becomes a number again: what a call returns must not depend on who else is in
//! the tree.

use std::{borrow::Cow, fmt, sync::LazyLock};

use serde::de::{
    DeserializeSeed, Deserializer, Error, MapAccess, Visitor,
    value::{BorrowedStrDeserializer, StringDeserializer},
};
use serde_json::Number;

use super::{access::Entries, numbers::Numbers};

const NUMBER: &str = "$serde_json::private::Number";

/// Whether the feature is on: without it, no number is greater than every double.
pub(super) fn is_on() -> bool {
    static IS_ON: LazyLock<bool> = LazyLock::new(|| serde_json::from_str::<Number>("1e999").is_ok());
    *IS_ON
}

/// Hands over a number if the map is one, and otherwise the map.
pub(super) fn number_or_map<'de, V, N, A>(visitor: V, mut entries: A) -> Result<V::Value, A::Error>
where
    V: Visitor<'de>,
    N: Numbers,
    A: MapAccess<'de>,
{
    let first = entries.next_key_seed(Key)?;
    if first.as_deref() != Some(NUMBER) {
        return visitor.visit_map(Entries(Replayed { first, entries }));
    }
    let text: String = entries.next_value()?;
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => N::f64(visitor, number),
        _ => Err(A::Error::custom(format_args!(
            "the number {text} is out of range"
        ))),
    }
}

/// A map whose first key was read already.
struct Replayed<'de, A> {
    first: Option<Cow<'de, str>>,
    entries: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replayed<'de, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        match self.first.take() {
            Some(Cow::Borrowed(key)) => seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some),
            Some(Cow::Owned(key)) => seed.deserialize(StringDeserializer::new(key)).map(Some),
            None => self.entries.next_key_seed(seed),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.entries.next_value_seed(seed)
    }
}

/// Reads a key, borrowed if it can be.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use serde::de::{Deserialize, Deserializer, Error, Visitor, value::MapDeserializer};
    use serde_json::{Value, json};

    use super::{super::numbers::Any, NUMBER, number_or_map};

    /// A deserializer that holds a map, as `serde_json` has it for a number of arbitrary precision.
    struct Map<'a>(&'a [(&'a str, &'a str)]);

    impl<'de> Deserializer<'de> for Map<'_> {
        type Error = serde_json::Error;

        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            number_or_map::<V, Any, _>(visitor, MapDeserializer::new(self.0.iter().copied()))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    fn read(entries: &[(&str, &str)]) -> Result<Value, serde_json::Error> {
        Value::deserialize(Map(entries))
    }

    #[test]
    fn a_number_is_a_number_and_a_map_a_map() {
        for (entries, expected) in [
            (&[(NUMBER, "5.0")][..], json!(5)),
            (&[(NUMBER, "5e-1")], json!(0.5)),
            (&[(NUMBER, "9007199254740993")], json!(9_007_199_254_740_992.0)),
            (&[("a", "1"), ("b", "2")], json!({"a": "1", "b": "2"})),
            (&[("a", "1"), (NUMBER, "2")], json!({"a": "1", NUMBER: "2"})),
            (&[], json!({})),
        ] {
            assert_eq!(read(entries).unwrap(), expected, "{entries:?}");
        }
        let error = read(&[(NUMBER, "1e999")]).unwrap_err();
        assert!(error.to_string().contains("1e999"), "{error}");
        let custom = serde_json::Error::custom("x");
        assert!(custom.is_data());
    }
}
