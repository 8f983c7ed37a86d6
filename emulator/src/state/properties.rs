use std::collections::BTreeMap;

use super::{storage_error::StorageError, store::Store};

/// Google's limits, in bytes: for one value, and for all keys and values of one store.
const VALUE_LIMIT: usize = 9 * 1024;
const STORE_LIMIT: usize = 500 * 1024;

/// Sets all of these or none.
pub(crate) fn set_all(
    store: &Store,
    area: &str,
    given: BTreeMap<String, String>,
    delete_others: bool,
) -> Result<(), StorageError> {
    if given.keys().any(|key| key.is_empty() || key.len() > VALUE_LIMIT) {
        return Err(StorageError::KeyTooLarge);
    }
    if given.values().any(|value| value.len() > VALUE_LIMIT) {
        return Err(StorageError::ValueTooLarge);
    }
    store.change(area, |kept| {
        if delete_others {
            kept.clear();
        }
        kept.extend(given);
        if size(kept) > STORE_LIMIT {
            return Err(StorageError::Full);
        }
        Ok(())
    })
}

/// What is kept for each audience, by `script/ID`, `user/ID/ADDRESS` or `document/ID`.
pub(crate) fn all(store: &Store) -> BTreeMap<String, BTreeMap<String, String>> {
    let areas = store.areas().into_iter();
    let named =
        areas.filter_map(|area| Some((area.strip_prefix("properties/")?.to_owned(), store.entries(&area))));
    named.filter(|(_, kept)| !kept.is_empty()).collect()
}

fn size(properties: &BTreeMap<String, String>) -> usize {
    properties
        .iter()
        .map(|(key, value)| key.len() + value.len())
        .sum()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{STORE_LIMIT, VALUE_LIMIT, set_all};
    use crate::state::{storage_error::StorageError, store::Store};

    fn one(key: &str, length: usize) -> BTreeMap<String, String> {
        BTreeMap::from([(key.to_owned(), "x".repeat(length))])
    }

    #[test]
    fn holds_googles_limits() {
        let store = Store::in_memory();
        set_all(&store, "area", one("a", VALUE_LIMIT), false).unwrap();
        let refused = set_all(&store, "area", one("a", VALUE_LIMIT + 1), false);
        assert!(matches!(refused, Err(StorageError::ValueTooLarge)));
        assert!(matches!(
            set_all(&store, "area", one("", 1), false),
            Err(StorageError::KeyTooLarge)
        ));

        let fits = STORE_LIMIT / (VALUE_LIMIT + 3);
        for i in 0..fits {
            set_all(&store, "full", one(&format!("{i:03}"), VALUE_LIMIT), false).unwrap();
        }
        let refused = set_all(&store, "full", one("one more", VALUE_LIMIT), false);
        assert!(matches!(refused, Err(StorageError::Full)));
        assert_eq!(store.entries("full").len(), fits);
        set_all(&store, "full", one("one more", VALUE_LIMIT), true).unwrap();
        assert_eq!(store.entries("full").len(), 1);
    }
}
