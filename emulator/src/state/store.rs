//! What outlives a run: texts by area and key, in memory, and in a SQLite file too where one is given.

use std::{collections::BTreeMap, fs, io, path::Path, time::Duration};

use parking_lot::{Mutex, MutexGuard};
use rusqlite::{Connection, ErrorCode, params};

use super::clock::Clock;

/// Mode of a file that its owner reads and writes, and nobody else.
#[cfg(unix)]
const PRIVATE: u32 = 0o600;

/// How long an emulator that has just ended may take to let go of its file.
const HANDOVER: Duration = Duration::from_secs(2);

type Areas = BTreeMap<String, BTreeMap<String, String>>;

/// The state of all scripts of one emulator.
pub(crate) struct Store {
    kept: Mutex<Kept>,
    /// What dates the things that are kept.
    clock: Clock,
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

    /// Store in a SQLite file, which is made where there is none. It is for this emulator alone, and only its owner
    /// can read it.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenError> {
        let is_new = make(path)?;
        let file = Connection::open(path)?;
        file.busy_timeout(HANDOVER)?;
        file.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        file.execute_batch(
            "BEGIN EXCLUSIVE;
             CREATE TABLE IF NOT EXISTS state (area TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
             PRIMARY KEY (area, key)) WITHOUT ROWID;
             COMMIT",
        )?;
        if !is_new {
            hide(path)?;
        }
        // What this process wrote is kept if it ends; only a machine that stops at once may lose some of it.
        file.pragma_update(None, "synchronous", "OFF")?;
        let areas = read(&file)?;
        Ok(Self::new(areas, Some(file)))
    }

    fn new(areas: Areas, file: Option<Connection>) -> Self {
        Self {
            kept: Mutex::new(Kept { areas, file }),
            clock: Clock::new(),
        }
    }

    pub(crate) fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) -> rusqlite::Result<()> {
        let mut kept = self.kept();
        if let Some(file) = &kept.file {
            file.execute("DELETE FROM state", [])?;
        }
        kept.areas.clear();
        Ok(())
    }

    /// Lets go of the file. What is written after that lasts as long as the emulator.
    pub(crate) fn close(&self) {
        self.kept().file = None;
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

    /// The names of the areas that anything was put into.
    pub(crate) fn areas(&self) -> Vec<String> {
        self.kept().areas.keys().cloned().collect()
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

    /// Lets the file grow no more, as on a full disk, or lets it grow again.
    #[cfg(test)]
    pub(crate) fn fill_disk(&self, is_full: bool) -> rusqlite::Result<()> {
        let kept = self.kept();
        let Some(file) = &kept.file else { return Ok(()) };
        let pages: i64 = file.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let limit = if is_full { pages } else { pages + 1_000_000 };
        file.pragma_update_and_check(None, "max_page_count", limit, |_| Ok(()))
    }
}

/// Why a state file cannot be used.
#[derive(Debug)]
pub(crate) enum OpenError {
    /// Another emulator uses it.
    InUse,
    System(io::Error),
    Database(rusqlite::Error),
}

impl From<io::Error> for OpenError {
    fn from(fault: io::Error) -> Self {
        Self::System(fault)
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(fault: rusqlite::Error) -> Self {
        match fault.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            _ => Self::Database(fault),
        }
    }
}

/// Makes a file that nobody else can read; says whether there was none.
fn make(path: &Path) -> io::Result<bool> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, PRIVATE);
    match options.open(path) {
        Ok(_) => Ok(true),
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// Takes a state file from the eyes of others. It is one by now: no other file is changed.
fn hide(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(PRIVATE))?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
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
        let open = || Store::open(&path).map_err(|fault| format!("{fault:?}"));
        let state = open()?;
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
        let again = open()?;
        assert_eq!(again.get("area", "kept").as_deref(), Some("10"));
        assert_eq!(again.entries("area").len(), 1);
        assert_eq!(again.get("other", "added").as_deref(), Some("3"));
        Ok(())
    }
}
