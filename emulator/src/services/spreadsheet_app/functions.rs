use std::{
    cell::{Cell, RefCell},
    collections::{BTreeSet, HashSet},
    rc::Rc,
};

use rquickjs::{Ctx, FromJs, IntoJs, Object, convert::List};

use crate::{
    run::RunContext,
    services::{host_functions::HostFunctions, script_exception},
    state::{
        drive::Drive,
        executions::{LogEntry, LogLevel},
        files::Files,
        spreadsheets::{self, Area, Axis, Patience, Sheet, Spreadsheet},
    },
};

/// The functions of the host that JavaScript calls. Each takes one array of arguments.
pub(super) struct Functions<'js> {
    host: HostFunctions<'js>,
    books: Rc<BooksOfRun>,
}

/// The cells that a run may write, again and again, and the text that it may bring: far more than any script of
/// use needs, and less than this machine's memory.
const CELLS: usize = 20_000_000;
const TEXT: usize = 256 * 1024 * 1024;

/// One run's hold on the spreadsheets: what it changed is kept when it lets go.
pub(super) struct BooksOfRun {
    run: RunContext,
    /// What the run has changed since it was kept.
    changed: RefCell<BTreeSet<String>>,
    cells_left: Cell<usize>,
    text_left: Cell<usize>,
    /// What the run's log says of formulas.
    warned: RefCell<HashSet<String>>,
}

impl BooksOfRun {
    /// Reads a spreadsheet with its formulas computed. A run that must end gives up.
    pub(super) fn read<T>(
        &self,
        id: &str,
        read: impl FnOnce(&Spreadsheet) -> spreadsheets::Result<T>,
    ) -> spreadsheets::Result<T> {
        let gives_up = || self.run.must_end();
        self.run.spreadsheets.read(id, &Patience::new(&gives_up), read)
    }

    /// Changes a spreadsheet. A run that must end gives up before it changes anything.
    pub(super) fn change<T>(
        &self,
        id: &str,
        change: impl FnOnce(&mut Spreadsheet) -> spreadsheets::Result<T>,
    ) -> spreadsheets::Result<T> {
        let gives_up = || self.run.must_end();
        if !self.changed.borrow().contains(id) {
            self.changed.borrow_mut().insert(id.to_owned());
        }
        self.run
            .spreadsheets
            .change(id, &Patience::new(&gives_up), change)
    }

    /// Writes to the run's log, once, what the formulas of a spreadsheet use and the emulator does not have. A run
    /// that reads values may have read what comes of it.
    pub(super) fn warn_of_lacks(&self, id: &str) -> spreadsheets::Result<()> {
        let gives_up = || self.run.must_end();
        let lacks = self.run.spreadsheets.lacks(id, &Patience::new(&gives_up))?;
        for message in lacks {
            if self.warned.borrow_mut().insert(message.clone()) {
                tracing::warn!(target: "apps_script_emulator::script", "{message}");
                let level = LogLevel::Warning;
                self.run.journal.log(LogEntry { level, message });
            }
        }
        Ok(())
    }

    pub(super) fn create(&self, spreadsheet: Spreadsheet) -> spreadsheets::Result<String> {
        let files = Files::of(&self.run.store, &self.run.spreadsheets);
        let created = files.create(spreadsheet, &self.run.identity.user, None);
        created.map_err(|fault| spreadsheets::SpreadsheetError::new(fault.message()))
    }

    /// Keeps what has changed, and the time.
    pub(super) fn save(&self) -> spreadsheets::Result<()> {
        self.run.spreadsheets.save()?;
        for id in self.changed.take() {
            if let Err(fault) = Drive(&self.run.store).touch(&id) {
                tracing::error!(%fault, "the state file cannot be written");
            }
        }
        Ok(())
    }

    /// Counts what a call is about to write.
    pub(super) fn spend_cells(&self, count: usize) -> spreadsheets::Result<()> {
        spend(&self.cells_left, count)
    }

    pub(super) fn spend_text(&self, bytes: usize) -> spreadsheets::Result<()> {
        spend(&self.text_left, bytes)
    }
}

fn spend(left: &Cell<usize>, count: usize) -> spreadsheets::Result<()> {
    let rest = left.get().checked_sub(count);
    left.set(rest.ok_or_else(|| {
        spreadsheets::SpreadsheetError::new(
            "Service Spreadsheets failed: the run writes more than a spreadsheet can hold.",
        )
    })?);
    Ok(())
}

impl Drop for BooksOfRun {
    fn drop(&mut self) {
        // A run that was ended keeps what it changed before; what is wrong is logged.
        let _ = self.save();
    }
}

impl<'js> Functions<'js> {
    pub(super) fn new(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Self> {
        Ok(Self {
            host: HostFunctions::of_run(ctx, run)?,
            books: Rc::new(BooksOfRun {
                run: run.clone(),
                changed: RefCell::default(),
                cells_left: Cell::new(CELLS),
                text_left: Cell::new(TEXT),
                warned: RefCell::default(),
            }),
        })
    }

    pub(super) fn value(&self, name: &str, value: impl IntoJs<'js>) -> rquickjs::Result<()> {
        self.host.value(name, value)
    }

    pub(super) fn finish(self) -> Object<'js> {
        self.host.finish()
    }

    /// A function that asks the spreadsheets, and throws what they refuse.
    pub(super) fn add<A, R>(
        &self,
        name: &str,
        function: impl Fn(&BooksOfRun, A) -> spreadsheets::Result<R> + 'js,
    ) -> rquickjs::Result<()>
    where
        A: 'js,
        List<A>: FromJs<'js>,
        R: IntoJs<'js> + 'js,
    {
        let books = Rc::clone(&self.books);
        self.host
            .function(name, move |ctx: Ctx<'js>, List(arguments): List<A>| {
                function(&books, arguments).map_err(|refusal| refused(&ctx, &refusal))
            })
    }

    /// A function without arguments.
    pub(super) fn add_plain(
        &self,
        name: &str,
        function: impl Fn(&BooksOfRun) -> spreadsheets::Result<()> + 'js,
    ) -> rquickjs::Result<()> {
        let books = Rc::clone(&self.books);
        self.host.function(name, move |ctx: Ctx<'js>| {
            function(&books).map_err(|refusal| refused(&ctx, &refusal))
        })
    }

    /// A function that reads or makes JavaScript values itself.
    pub(super) fn add_crossing<A, R>(
        &self,
        name: &str,
        function: impl Fn(&Ctx<'js>, &BooksOfRun, A) -> rquickjs::Result<R> + 'js,
    ) -> rquickjs::Result<()>
    where
        A: 'js,
        List<A>: FromJs<'js>,
        R: IntoJs<'js> + 'js,
    {
        let books = Rc::clone(&self.books);
        self.host
            .function(name, move |ctx: Ctx<'js>, List(arguments): List<A>| {
                function(&ctx, &books, arguments)
            })
    }
}

pub(super) fn refused(ctx: &Ctx<'_>, refusal: &spreadsheets::SpreadsheetError) -> rquickjs::Error {
    script_exception::throw(ctx, &refusal.to_string())
}

/// A sheet: the spreadsheet's ID and its own.
pub(super) struct Place {
    pub(super) book: String,
    pub(super) sheet: u32,
}

impl<'js> FromJs<'js> for Place {
    fn from_js(ctx: &Ctx<'js>, value: rquickjs::Value<'js>) -> rquickjs::Result<Self> {
        let List((book, sheet)): List<(String, u32)> = FromJs::from_js(ctx, value)?;
        Ok(Self { book, sheet })
    }
}

/// Cells of a spreadsheet: its ID, the sheet's, row, column, rows and columns, counted from 1.
pub(super) struct Address {
    pub(super) book: String,
    pub(super) sheet: u32,
    pub(super) area: Area,
}

impl<'js> FromJs<'js> for Address {
    fn from_js(ctx: &Ctx<'js>, value: rquickjs::Value<'js>) -> rquickjs::Result<Self> {
        type Numbers = (String, u32, usize, usize, usize, usize);
        let List((book, sheet, row, column, rows, columns)): List<Numbers> = FromJs::from_js(ctx, value)?;
        Ok(Self {
            book,
            sheet,
            area: Area {
                row: row.saturating_sub(1),
                column: column.saturating_sub(1),
                rows,
                columns,
            },
        })
    }
}

impl Address {
    pub(super) fn read<T>(
        &self,
        books: &BooksOfRun,
        read: impl FnOnce(&Spreadsheet, &Sheet) -> spreadsheets::Result<T>,
    ) -> spreadsheets::Result<T> {
        books.read(&self.book, |book| {
            let sheet = book.sheet_by_id(self.sheet)?;
            sheet.check(self.area)?;
            read(book, sheet)
        })
    }

    pub(super) fn change<T>(
        &self,
        books: &BooksOfRun,
        change: impl FnOnce(&mut Sheet) -> spreadsheets::Result<T>,
    ) -> spreadsheets::Result<T> {
        books.spend_cells(self.area.rows.saturating_mul(self.area.columns))?;
        books.change(&self.book, |book| {
            let sheet = book.sheet_by_id_mut(self.sheet)?;
            sheet.check(self.area)?;
            change(sheet)
        })
    }

    /// Makes a grid of what each cell says.
    pub(super) fn grid<T>(
        &self,
        sheet: &Sheet,
        read: impl Fn(Option<&crate::state::spreadsheets::Cell>) -> T,
    ) -> Vec<Vec<T>> {
        let Area {
            row,
            column,
            rows,
            columns,
        } = self.area;
        let line = |row| {
            (column..column + columns)
                .map(|column| read(sheet.cell(row, column)))
                .collect()
        };
        (row..row + rows).map(line).collect()
    }
}

/// As JavaScript counts cells: from 1.
pub(super) fn numbers(area: Area) -> Vec<usize> {
    vec![area.row + 1, area.column + 1, area.rows, area.columns]
}

pub(super) fn axis(name: &str) -> Axis {
    if name == "ROWS" { Axis::Rows } else { Axis::Columns }
}
