//! What outlives a run: texts by area and key, in memory, and in a SQLite file too where one is given.

use std::{collections::BTreeMap, path::Path};

use parking_lot::{Mutex, MutexGuard};
use rusqlite::{Connection, params};

type Areas = BTreeMap<String, BTreeMap<String, String>>;

/// The state of all scripts of one emulator.
pub(crate) struct Store {
    kept: Mutex<Kept>,
}

struct Kept {
    areas: Areas,
    file: Option<Connection>,
}

impl Store {
    /// Store that ends with the emulator.
    pub(crate) fn in_memory() -> Self {
        Self::new(Areas::new(), None)
    }

    /// Store in a SQLite file, which is made where there is none.
    pub(crate) fn open(path: &Path) -> rusqlite::Result<Self> {
        let file = Connection::open(path)?;
        file.execute_batch(
            "CREATE TABLE IF NOT EXISTS state (area TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
             PRIMARY KEY (area, key)) WITHOUT ROWID",
        )?;
        // What this process wrote is kept if it ends; only a machine that stops at once may lose some of it.
        file.pragma_update(None, "synchronous", "OFF")?;
        let areas = read(&file)?;
        Ok(Self::new(areas, Some(file)))
    }

    fn new(areas: Areas, file: Option<Connection>) -> Self {
        Self {
            kept: Mutex::new(Kept { areas, file }),
        }
    }

    /// Whether anything is kept when the emulator ends.
    pub(crate) fn outlives_emulator(&self) -> bool {
        self.kept().file.is_some()
    }

    pub(crate) fn get(&self, area: &str, key: &str) -> Option<String> {
        self.kept().areas.get(area)?.get(key).cloned()
    }

    /// Every key and value of an area, in the order of the keys.
    pub(crate) fn entries(&self, area: &str) -> BTreeMap<String, String> {
        self.kept().areas.get(area).cloned().unwrap_or_default()
    }

    pub(crate) fn remove(&self, area: &str, key: &str) -> rusqlite::Result<()> {
        self.update(area, key, |_| None)
    }

    /// Puts a value in place of another while nobody else can; `None` is no value.
    pub(crate) fn update(
        &self,
        area: &str,
        key: &str,
        change: impl FnOnce(Option<&String>) -> Option<String>,
    ) -> rusqlite::Result<()> {
        let mut kept = self.kept();
        let value = change(kept.areas.get(area).and_then(|values| values.get(key)));
        if let Some(file) = &kept.file {
            write(file, area, key, value.as_deref())?;
        }
        let values = kept.areas.entry(area.to_owned()).or_default();
        match value {
            Some(value) => values.insert(key.to_owned(), value),
            None => values.remove(key),
        };
        Ok(())
    }

    /// Changes an area while nobody else can; nothing of it is kept if `change` fails.
    pub(crate) fn change<E: From<rusqlite::Error>>(
        &self,
        area: &str,
        change: impl FnOnce(&mut BTreeMap<String, String>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut kept = self.kept();
        let before = kept.areas.get(area).cloned().unwrap_or_default();
        let mut after = before.clone();
        change(&mut after)?;
        if let Some(file) = &mut kept.file {
            let transaction = file.transaction()?;
            for key in before.keys().filter(|key| !after.contains_key(*key)) {
                write(&transaction, area, key, None)?;
            }
            for (key, value) in after
                .iter()
                .filter(|(key, value)| before.get(*key) != Some(value))
            {
                write(&transaction, area, key, Some(value))?;
            }
            transaction.commit()?;
        }
        kept.areas.insert(area.to_owned(), after);
        Ok(())
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock()
    }
}

fn read(file: &Connection) -> rusqlite::Result<Areas> {
    let mut areas = Areas::new();
    let mut statement = file.prepare("SELECT area, key, value FROM state")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let values: &mut BTreeMap<_, _> = areas.entry(row.get(0)?).or_default();
        values.insert(row.get(1)?, row.get(2)?);
    }
    Ok(areas)
}

fn write(file: &Connection, area: &str, key: &str, value: Option<&str>) -> rusqlite::Result<()> {
    match value {
        Some(value) => file.execute(
            "INSERT OR REPLACE INTO state (area, key, value) VALUES (?1, ?2, ?3)",
            params![area, key, value],
        )?,
        None => file.execute(
            "DELETE FROM state WHERE area = ?1 AND key = ?2",
            params![area, key],
        )?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Store;

    #[test]
    fn a_file_keeps_what_was_written() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("state.sqlite");
        let state = Store::open(&path)?;
        state.update("area", "kept", |_| Some("1".into()))?;
        state.update("area", "removed", |_| Some("2".into()))?;
        state.remove("area", "removed")?;
        state.update("area", "kept", |value| value.map(|value| format!("{value}0")))?;
        let refused = state.change("area", |values| {
            values.clear();
            Err(rusqlite::Error::InvalidQuery)
        });
        assert!(refused.is_err());
        state.change("other", |values| {
            values.insert("added".into(), "3".into());
            Ok::<_, rusqlite::Error>(())
        })?;
        drop(state);
        let again = Store::open(&path)?;
        assert_eq!(again.get("area", "kept").as_deref(), Some("10"));
        assert_eq!(again.entries("area").len(), 1);
        assert_eq!(again.get("other", "added").as_deref(), Some("3"));
        Ok(())
    }
}
