use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use parking_lot::{Mutex, MutexGuard};

use super::{Result, Sheet, Spreadsheet, SpreadsheetError, kept};
use crate::state::store::Store;

/// The area of the store in which spreadsheets are kept, by their IDs.
const AREA: &str = "spreadsheets";

/// Where the store keeps which spreadsheet the script belongs to.
const CONTAINER_AREA: &str = "spreadsheet container";
const CONTAINER_KEY: &str = "id";

/// Spreadsheets that one user may create in a day at Google.
const CREATION_LIMIT: usize = 3200;

/// The spreadsheets of an emulator, which all runs share. Each call is done as a whole before the next one.
pub(crate) struct Spreadsheets {
    kept: Mutex<Kept>,
    store: Arc<Store>,
    /// The spreadsheet that the script belongs to.
    container: Option<String>,
    /// Time zone of spreadsheets that have none of their own.
    time_zone: String,
}

#[derive(Default)]
struct Kept {
    by_id: BTreeMap<String, Spreadsheet>,
    changed: BTreeSet<String>,
    /// Those whose formulas may come to something else by now.
    stale: BTreeSet<String>,
    created: usize,
}

impl Kept {
    fn computed(&mut self, id: &str) -> Result<&mut Spreadsheet> {
        let book = self.by_id.get_mut(id).ok_or_else(|| missing(id))?;
        if self.stale.remove(id) {
            book.compute();
        }
        Ok(book)
    }
}

impl Spreadsheets {
    /// Takes up what the store kept, and adds to it what is given and not there yet.
    pub(crate) fn open(
        store: Arc<Store>,
        given: Vec<Spreadsheet>,
        container: Option<Spreadsheet>,
        time_zone: &str,
    ) -> Self {
        let mut kept = Kept::default();
        for (id, text) in store.entries(AREA) {
            match kept::from_text(&text) {
                Ok(spreadsheet) => {
                    kept.by_id.insert(id, spreadsheet);
                }
                Err(fault) => tracing::error!(id, %fault, "a kept spreadsheet cannot be read"),
            }
        }
        let known = store.get(CONTAINER_AREA, CONTAINER_KEY);
        let known = known.filter(|id| container.is_some() && kept.by_id.contains_key(id));
        let container_id = known.or_else(|| container.as_ref().map(|container| container.id.clone()));
        let container = container.filter(|container| Some(&container.id) == container_id.as_ref());
        for mut spreadsheet in given.into_iter().chain(container) {
            if kept.by_id.contains_key(&spreadsheet.id) {
                continue;
            }
            complete(&mut spreadsheet, time_zone);
            kept.changed.insert(spreadsheet.id.clone());
            kept.stale.insert(spreadsheet.id.clone());
            kept.by_id.insert(spreadsheet.id.clone(), spreadsheet);
        }
        let spreadsheets = Self {
            kept: Mutex::new(kept),
            store,
            container: container_id,
            time_zone: time_zone.to_owned(),
        };
        spreadsheets.keep_container();
        spreadsheets.save();
        spreadsheets
    }

    fn keep_container(&self) {
        let kept = self.container.as_ref().map(|id| {
            self.store
                .update(CONTAINER_AREA, CONTAINER_KEY, |_| Some(id.clone()))
        });
        if let Some(Err(fault)) = kept {
            tracing::error!(%fault, "the state file cannot be written");
        }
    }

    pub(crate) fn container(&self) -> Option<&str> {
        self.container.as_deref()
    }

    /// The IDs and names of all spreadsheets.
    pub(crate) fn names(&self) -> Vec<(String, String)> {
        let kept = self.kept();
        let names = kept.by_id.values();
        names
            .map(|spreadsheet| (spreadsheet.id.clone(), spreadsheet.name.clone()))
            .collect()
    }

    pub(crate) fn read<T>(&self, id: &str, read: impl FnOnce(&Spreadsheet) -> Result<T>) -> Result<T> {
        let mut kept = self.kept();
        read(kept.computed(id)?)
    }

    pub(crate) fn change<T>(
        &self,
        id: &str,
        change: impl FnOnce(&mut Spreadsheet) -> Result<T>,
    ) -> Result<T> {
        let mut kept = self.kept();
        let changed = change(kept.computed(id)?);
        kept.changed.insert(id.to_owned());
        kept.stale.insert(id.to_owned());
        changed
    }

    /// Adds a spreadsheet, and gives it what it needs to be one.
    pub(crate) fn create(&self, mut spreadsheet: Spreadsheet) -> Result<String> {
        complete(&mut spreadsheet, &self.time_zone);
        let id = spreadsheet.id.clone();
        let mut kept = self.kept();
        kept.created += 1;
        if kept.created > CREATION_LIMIT {
            return Err(SpreadsheetError::new(
                "Service invoked too many times for one day: spreadsheet create.",
            ));
        }
        kept.changed.insert(id.clone());
        kept.by_id.insert(id.clone(), spreadsheet);
        Ok(id)
    }

    /// Writes to the store what has changed since the last time.
    pub(crate) fn save(&self) {
        if !self.store.outlives_emulator() {
            return;
        }
        let mut kept = self.kept();
        let changed = std::mem::take(&mut kept.changed);
        for spreadsheet in changed.iter().filter_map(|id| kept.by_id.get(id)) {
            let written = match kept::to_text(spreadsheet) {
                Ok(text) => self
                    .store
                    .update(AREA, &spreadsheet.id, |_| Some(text))
                    .map_err(|fault| fault.to_string()),
                Err(fault) => Err(fault.to_string()),
            };
            if let Err(fault) = written {
                tracing::error!(id = spreadsheet.id, fault, "a spreadsheet cannot be kept");
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock()
    }
}

/// A spreadsheet has a sheet and a time zone at least.
fn complete(spreadsheet: &mut Spreadsheet, time_zone: &str) {
    if spreadsheet.sheets.is_empty() {
        spreadsheet.sheets.push(Sheet::new("Sheet1"));
    }
    spreadsheet.time_zone.get_or_insert_with(|| time_zone.to_owned());
}

fn missing(id: &str) -> SpreadsheetError {
    SpreadsheetError::new(format!(
        "Document {id} is missing (perhaps it was deleted, or you don't have read access?)"
    ))
}
