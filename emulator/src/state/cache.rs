use std::collections::BTreeMap;

use super::{storage_error::StorageError, store::Store};

/// Google's limits: a key in characters, a value in bytes, a time in seconds.
const KEY_LIMIT: usize = 250;
const VALUE_LIMIT: usize = 100 * 1024;
const LONGEST: f64 = 21_600.0;

/// When a cache holds more than the first number, it keeps the second: those that expire last.
const ENTRIES: usize = 1000;
const ENTRIES_LEFT: usize = 900;

/// The entries of one cache, at one time.
pub(crate) struct Entries<'s> {
    pub(crate) store: &'s Store,
    pub(crate) area: String,
    /// In milliseconds since 1970.
    pub(crate) now: u64,
}

impl Entries<'_> {
    /// The value, unless its time is over.
    pub(crate) fn get(&self, key: &str) -> Option<String> {
        let entry = self.store.get(&self.area, key)?;
        let (expires, value) = read(&entry)?;
        (expires > self.now).then(|| value.to_owned())
    }

    /// Puts all of these or none.
    pub(crate) fn put(&self, given: BTreeMap<String, String>, seconds: f64) -> Result<(), StorageError> {
        if given.keys().any(|key| key.chars().count() > KEY_LIMIT) {
            return Err(StorageError::KeyTooLarge);
        }
        if given.values().any(|value| value.len() > VALUE_LIMIT) {
            return Err(StorageError::ValueTooLarge);
        }
        let expires = self.now + milliseconds(seconds);
        self.store.change(&self.area, |kept| {
            kept.retain(|_, entry| read(entry).is_some_and(|(expires, _)| expires > self.now));
            let entries = given
                .into_iter()
                .map(|(key, value)| (key, format!("{expires} {value}")));
            kept.extend(entries);
            if kept.len() > ENTRIES {
                evict(kept);
            }
            Ok(())
        })
    }

    pub(crate) fn remove(&self, keys: &[String]) -> Result<(), StorageError> {
        self.store.change(&self.area, |kept| {
            kept.retain(|key, _| !keys.contains(key));
            Ok(())
        })
    }
}

/// Any time is cut to what is allowed.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and the longest time"
)]
fn milliseconds(seconds: f64) -> u64 {
    (seconds.clamp(1.0, LONGEST) * 1000.0) as u64
}

/// An entry is its time and its value.
fn read(entry: &str) -> Option<(u64, &str)> {
    let (expires, value) = entry.split_once(' ')?;
    Some((expires.parse().ok()?, value))
}

fn evict(kept: &mut BTreeMap<String, String>) {
    let expires = |entry: &str| read(entry).map_or(0, |(expires, _)| expires);
    let mut by_time: Vec<_> = kept
        .iter()
        .map(|(key, entry)| (expires(entry), key.clone()))
        .collect();
    by_time.sort_unstable();
    let surplus = kept.len().saturating_sub(ENTRIES_LEFT);
    for (_, key) in by_time.into_iter().take(surplus) {
        kept.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Entries, KEY_LIMIT, VALUE_LIMIT};
    use crate::state::{storage_error::StorageError, store::Store};

    fn at(store: &Store, now: u64) -> Entries<'_> {
        Entries {
            store,
            area: "cache".into(),
            now,
        }
    }

    fn one(key: &str, value: &str) -> BTreeMap<String, String> {
        BTreeMap::from([(key.to_owned(), value.to_owned())])
    }

    #[test]
    fn entries_expire() {
        let store = Store::in_memory();
        for (seconds, lives) in [
            (600.0, 600_000),
            (0.0, 1_000),
            (-5.0, 1_000),
            (1.5, 1_500),
            (100_000.0, 21_600_000),
        ] {
            at(&store, 5).put(one("key", "a value"), seconds).unwrap();
            let value = |now| at(&store, now).get("key");
            assert_eq!(value(5 + lives - 1).as_deref(), Some("a value"), "{seconds}");
            assert_eq!(value(5 + lives), None, "{seconds}");
        }
        at(&store, 100_000_000).put(one("other", ""), 1.0).unwrap();
        assert_eq!(store.entries("cache").len(), 1, "what is over is cleared away");
    }

    #[test]
    fn holds_googles_limits() {
        let store = Store::in_memory();
        let cache = at(&store, 0);
        let longest = one(&"é".repeat(KEY_LIMIT), &"x".repeat(VALUE_LIMIT));
        cache.put(longest, 600.0).unwrap();
        let refused = cache.put(one(&"x".repeat(KEY_LIMIT + 1), ""), 600.0);
        assert!(matches!(refused, Err(StorageError::KeyTooLarge)));
        let refused = cache.put(one("x", &"x".repeat(VALUE_LIMIT + 1)), 600.0);
        assert!(matches!(refused, Err(StorageError::ValueTooLarge)));
    }

    #[test]
    fn the_entries_that_expire_first_make_room() {
        let store = Store::in_memory();
        for i in 0..1000 {
            at(&store, i).put(one(&format!("{i:04}"), "x"), 600.0).unwrap();
        }
        assert_eq!(store.entries("cache").len(), 1000);
        at(&store, 1000).put(one("1000", "x"), 600.0).unwrap();
        let left = store.entries("cache");
        assert_eq!(left.len(), 900);
        assert_eq!(left.keys().next().map(String::as_str), Some("0101"));
    }
}
