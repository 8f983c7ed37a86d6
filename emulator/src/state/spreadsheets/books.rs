use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use parking_lot::{Mutex, MutexGuard};

use super::{Patience, Result, Sheet, Spreadsheet, SpreadsheetError, compute::Notes, kept};
use crate::state::{clock::Clock, store::Store};

/// The area of the store in which spreadsheets are kept, by their IDs.
const AREA: &str = "spreadsheets";

/// Where the store keeps which spreadsheet the script belongs to.
const CONTAINER_AREA: &str = "spreadsheet container";
const CONTAINER_KEY: &str = "id";

/// Spreadsheets that one user may create in a day at Google.
const CREATION_LIMIT: usize = 3200;

/// How often one who waits for a spreadsheet asks whether to go on.
const PATIENCE: Duration = Duration::from_millis(20);

/// The spreadsheets of an emulator, which all runs share. Each call is done as a whole before the next one on the
/// same spreadsheet.
pub(crate) struct Spreadsheets {
    kept: Mutex<Kept>,
    /// What it was opened with.
    given: Vec<Spreadsheet>,
    store: Arc<Store>,
    /// The spreadsheet that the script belongs to.
    container: Option<String>,
    /// Time zone of spreadsheets that have none of their own.
    time_zone: String,
}

#[derive(Default)]
struct Kept {
    by_id: BTreeMap<String, Arc<Book>>,
    created: usize,
}

impl Kept {
    /// Adds those that are not there yet.
    fn add(&mut self, given: &[Spreadsheet]) {
        for spreadsheet in given {
            let entry = self.by_id.entry(spreadsheet.id.clone());
            entry.or_insert_with(|| Book::new(spreadsheet.clone()));
        }
    }
}

/// A spreadsheet that one call at a time works on.
struct Book {
    content: Mutex<Computed>,
    /// Whether the store has not got it as it is.
    is_changed: AtomicBool,
}

struct Computed {
    spreadsheet: Spreadsheet,
    /// When its formulas were computed, in milliseconds since 1970, and what is to be known of them; `None` once they
    /// may come to something else.
    computed: Option<(u64, Notes)>,
}

/// How long values that depend on the time are left as they are, in milliseconds. At Google they change with each
/// edit, and every minute if the spreadsheet's settings say so.
const MINUTE: u64 = 60_000;

impl Computed {
    fn is_stale(&self, now: u64) -> bool {
        self.computed
            .as_ref()
            .is_none_or(|(then, notes)| notes.use_time && then / MINUTE != now / MINUTE)
    }

    fn lacks(&self) -> Vec<String> {
        let notes = self.computed.as_ref().map(|(_, notes)| notes.lacks.clone());
        notes.unwrap_or_default()
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
                    kept.by_id.insert(id, Book::stored(spreadsheet));
                }
                Err(fault) => tracing::error!(id, %fault, "a kept spreadsheet cannot be read"),
            }
        }
        let known = store.get(CONTAINER_AREA, CONTAINER_KEY);
        let known = known.filter(|id| container.is_some() && kept.by_id.contains_key(id));
        let container_id = known.or_else(|| container.as_ref().map(|container| container.id.clone()));
        let container = container
            .zip(container_id.clone())
            .map(|(container, id)| container.id(id));
        let mut given: Vec<Spreadsheet> = given.into_iter().chain(container).collect();
        for spreadsheet in &mut given {
            complete(spreadsheet, time_zone);
        }
        kept.add(&given);
        let spreadsheets = Self {
            kept: Mutex::new(kept),
            given,
            store,
            container: container_id,
            time_zone: time_zone.to_owned(),
        };
        spreadsheets.keep_container();
        // What is wrong is logged, and told to the first run that changes something.
        let _ = spreadsheets.save();
        spreadsheets
    }

    /// Forgets all but what it was opened with, which is as it was then.
    pub(crate) fn reset(&self) {
        let mut kept = self.kept.lock();
        *kept = Kept::default();
        kept.add(&self.given);
        drop(kept);
        self.keep_container();
        // What is wrong is logged, and told to the first run that changes something.
        let _ = self.save();
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

    /// The IDs of all spreadsheets.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.kept.lock().by_id.keys().cloned().collect()
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.kept.lock().by_id.contains_key(id)
    }

    /// The name of a spreadsheet, for which no formula is computed.
    pub(crate) fn name(&self, id: &str, patience: &Patience<'_>) -> Result<String> {
        Ok(self.book(id)?.locked(patience)?.spreadsheet.name.clone())
    }

    pub(crate) fn read<T>(
        &self,
        id: &str,
        patience: &Patience<'_>,
        read: impl FnOnce(&Spreadsheet) -> Result<T>,
    ) -> Result<T> {
        read(&self.book(id)?.computed(patience, self.store.clock())?.spreadsheet)
    }

    /// One sentence for each thing that formulas of a spreadsheet use and the emulator does not have.
    pub(crate) fn lacks(&self, id: &str, patience: &Patience<'_>) -> Result<Vec<String>> {
        Ok(self.book(id)?.computed(patience, self.store.clock())?.lacks())
    }

    pub(crate) fn change<T>(
        &self,
        id: &str,
        patience: &Patience<'_>,
        change: impl FnOnce(&mut Spreadsheet) -> Result<T>,
    ) -> Result<T> {
        let book = self.book(id)?;
        let mut computed = book.computed(patience, self.store.clock())?;
        computed.computed = None;
        book.is_changed.store(true, Ordering::Relaxed);
        change(&mut computed.spreadsheet)
    }

    /// Adds a spreadsheet, and gives it what it needs to be one.
    pub(crate) fn create(&self, mut spreadsheet: Spreadsheet) -> Result<String> {
        complete(&mut spreadsheet, &self.time_zone);
        let id = spreadsheet.id.clone();
        let mut kept = self.kept.lock();
        kept.created += 1;
        if kept.created > CREATION_LIMIT {
            return Err(SpreadsheetError::new(
                "Service invoked too many times for one day: spreadsheet create.",
            ));
        }
        kept.by_id.insert(id.clone(), Book::new(spreadsheet));
        Ok(id)
    }

    /// Writes to the store what has changed since the last time. What cannot be written is written the next time.
    ///
    /// # Errors
    ///
    /// The first of those that were met; the others are logged.
    pub(crate) fn save(&self) -> Result<()> {
        if !self.store.outlives_emulator() {
            return Ok(());
        }
        let books: Vec<_> = self.kept.lock().by_id.values().cloned().collect();
        let mut saved = Ok(());
        for book in books {
            if let Err(fault) = book.save(&self.store) {
                tracing::error!(fault, "a spreadsheet cannot be kept");
                saved = saved.and(Err(SpreadsheetError::new(format!(
                    "the emulator's state file cannot be written: {fault}"
                ))));
            }
        }
        saved
    }

    fn book(&self, id: &str) -> Result<Arc<Book>> {
        let found = self.kept.lock().by_id.get(id).cloned();
        found.ok_or_else(|| missing(id))
    }
}

impl Book {
    fn new(spreadsheet: Spreadsheet) -> Arc<Self> {
        Arc::new(Self {
            content: Mutex::new(Computed {
                spreadsheet,
                computed: None,
            }),
            is_changed: AtomicBool::new(true),
        })
    }

    /// One that the store has got as it is.
    fn stored(spreadsheet: Spreadsheet) -> Arc<Self> {
        Arc::new(Self {
            content: Mutex::new(Computed {
                spreadsheet,
                computed: None,
            }),
            is_changed: AtomicBool::new(false),
        })
    }

    /// Waits for it.
    fn locked(&self, patience: &Patience<'_>) -> Result<MutexGuard<'_, Computed>> {
        loop {
            if let Some(free) = self.content.try_lock_for(PATIENCE) {
                return Ok(free);
            }
            if patience.is_over() {
                return Err(given_up());
            }
        }
    }

    /// Waits for it, and computes its formulas.
    fn computed(&self, patience: &Patience<'_>, clock: &Clock) -> Result<MutexGuard<'_, Computed>> {
        let mut computed = self.locked(patience)?;
        let now = clock.milliseconds();
        if computed.is_stale(now) {
            let notes = computed.spreadsheet.compute(patience, now);
            computed.computed = Some((now, notes.map_err(|_| given_up())?));
        }
        Ok(computed)
    }

    /// Writes it to the store if it has changed. It counts as changed until that is done.
    fn save(&self, store: &Store) -> std::result::Result<(), String> {
        if !self.is_changed.load(Ordering::Relaxed) {
            return Ok(());
        }
        let computed = self.content.lock();
        let spreadsheet = &computed.spreadsheet;
        let text = kept::to_text(spreadsheet).map_err(|fault| fault.to_string())?;
        store
            .update(AREA, &spreadsheet.id, |_| Some(text))
            .map_err(|fault| fault.to_string())?;
        self.is_changed.store(false, Ordering::Relaxed);
        Ok(())
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

/// For a caller who does not wait for the answer.
fn given_up() -> SpreadsheetError {
    SpreadsheetError::new("Service Spreadsheets timed out.")
}
