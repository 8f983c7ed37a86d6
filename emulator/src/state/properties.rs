use std::{collections::BTreeMap, fmt};

use super::store::Store;

/// Google's limits, in bytes: for one value, and for all keys and values of one store.
const VALUE_LIMIT: usize = 9 * 1024;
const STORE_LIMIT: usize = 500 * 1024;

/// Why properties were not kept.
#[derive(Debug)]
pub(crate) enum Refusal {
    Key,
    Value,
    Full,
    File(rusqlite::Error),
}

/// Google's words.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key => f.write_str("Argument too large: key"),
            Self::Value => f.write_str("Argument too large: value"),
            Self::Full => f.write_str(
                "You have exceeded the property storage quota. Please remove some properties and try again.",
            ),
            Self::File(fault) => write!(f, "the emulator's state file cannot be written: {fault}"),
        }
    }
}

/// Sets all of these or none.
pub(crate) fn set_all(
    store: &Store,
    area: &str,
    given: BTreeMap<String, String>,
    delete_others: bool,
) -> Result<(), Refusal> {
    if given.keys().any(|key| key.is_empty() || key.len() > VALUE_LIMIT) {
        return Err(Refusal::Key);
    }
    if given.values().any(|value| value.len() > VALUE_LIMIT) {
        return Err(Refusal::Value);
    }
    store.change(area, |kept| {
        if delete_others {
            kept.clear();
        }
        kept.extend(given);
        if size(kept) > STORE_LIMIT {
            return Err(Refusal::Full);
        }
        Ok(())
    })
}

fn size(properties: &BTreeMap<String, String>) -> usize {
    properties
        .iter()
        .map(|(key, value)| key.len() + value.len())
        .sum()
}

impl From<rusqlite::Error> for Refusal {
    fn from(fault: rusqlite::Error) -> Self {
        Self::File(fault)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Refusal, STORE_LIMIT, VALUE_LIMIT, set_all};
    use crate::state::store::Store;

    fn one(key: &str, length: usize) -> BTreeMap<String, String> {
        BTreeMap::from([(key.to_owned(), "x".repeat(length))])
    }

    #[test]
    fn holds_googles_limits() {
        let store = Store::in_memory();
        set_all(&store, "area", one("a", VALUE_LIMIT), false).unwrap();
        let refused = set_all(&store, "area", one("a", VALUE_LIMIT + 1), false);
        assert!(matches!(refused, Err(Refusal::Value)));
        assert!(matches!(
            set_all(&store, "area", one("", 1), false),
            Err(Refusal::Key)
        ));

        let fits = STORE_LIMIT / (VALUE_LIMIT + 3);
        for i in 0..fits {
            set_all(&store, "full", one(&format!("{i:03}"), VALUE_LIMIT), false).unwrap();
        }
        let refused = set_all(&store, "full", one("one more", VALUE_LIMIT), false);
        assert!(matches!(refused, Err(Refusal::Full)));
        assert_eq!(store.entries("full").len(), fits);
        set_all(&store, "full", one("one more", VALUE_LIMIT), true).unwrap();
        assert_eq!(store.entries("full").len(), 1);
    }
}
