//! The keys of one map, compared as texts.

use std::ops::Range;

use serde::{Serialize, Serializer, ser::SerializeMap};

/// The keys that a map has had so far.
///
/// Keys in ascending order, as a `BTreeMap` has them, cannot repeat; only of others a list is kept in order.
#[derive(Default)]
pub(super) struct Keys {
    /// The keys as JSON, one after the other.
    texts: Vec<u8>,
    places: Vec<Range<usize>>,
    are_unordered: bool,
}

impl Keys {
    /// Adds a key.
    pub(super) fn push<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), serde_json::Error> {
        let start = self.texts.len();
        serde_json::to_writer(&mut self.texts, &Alone(key))?;
        let place = start..self.texts.len();
        let ascends = self
            .places
            .last()
            .is_none_or(|last| self.text(last) < self.text(&place));
        self.are_unordered |= !ascends;
        self.places.push(place);
        Ok(())
    }

    /// A key that came twice, as JSON.
    pub(super) fn repeated(&self) -> Option<String> {
        if !self.are_unordered {
            return None;
        }
        let mut texts: Vec<&[u8]> = self.places.iter().map(|place| self.text(place)).collect();
        texts.sort_unstable();
        let twice = texts.windows(2).find_map(|pair| match pair {
            [first, second] if first == second => Some(*first),
            _ => None,
        })?;
        let twice = twice.strip_prefix(b"{").unwrap_or(twice);
        let twice = twice.strip_suffix(b":0}").unwrap_or(twice);
        Some(String::from_utf8_lossy(twice).into_owned())
    }

    fn text(&self, place: &Range<usize>) -> &[u8] {
        self.texts.get(place.clone()).unwrap_or_default()
    }
}

/// A key as JSON writes it, in a map of one entry.
struct Alone<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Serialize for Alone<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, &0)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn finds_a_key_that_came_twice_in_any_order() {
        for (keys, expected) in [
            (&[][..], None),
            (&["a"], None),
            (&["a", "b", "c"], None),
            (&["b", "a", "c"], None),
            (&["a", "a"], Some("\"a\"")),
            (&["b", "c", "a", "b"], Some("\"b\"")),
            (&["a", "b", "a"], Some("\"a\"")),
            (&["a\"", "a ", "a\""], Some(r#""a\"""#)),
            (&["", ":0}", ""], Some("\"\"")),
        ] {
            let mut texts = Keys::default();
            for key in keys {
                texts.push(key).unwrap();
            }
            assert_eq!(texts.repeated().as_deref(), expected, "{keys:?}");
        }
    }

    #[test]
    fn compares_what_is_written() {
        let mut keys = Keys::default();
        keys.push(&1).unwrap();
        keys.push("1").unwrap();
        assert_eq!(keys.repeated().as_deref(), Some("\"1\""));
        assert!(keys.push(&[1]).is_err());
    }
}
