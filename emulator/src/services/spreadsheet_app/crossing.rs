//! Grids of values on their way between cells and JavaScript.

use std::{cell::OnceCell, sync::Arc};

use jiff::tz::TimeZone;
use rquickjs::{Array, Ctx, Error, Function, IntoJs, Type, Value};

use super::{
    functions::{Address, BooksOfRun, refused},
    texts::TextWriter,
};
use crate::state::spreadsheets::{Area, Cell, Content, Input, Spreadsheet, display, serial};

/// Makes a grid of what `value` says of each cell. Each value goes into the engine, whose memory has a limit, before
/// the next one is made.
pub(super) fn read_grid<'js, T: IntoJs<'js>>(
    ctx: &Ctx<'js>,
    books: &BooksOfRun,
    address: &Address,
    mut value: impl FnMut(&CellOf<'_>) -> rquickjs::Result<T>,
) -> rquickjs::Result<Array<'js>> {
    let read = address.read(books, |book, sheet| {
        let cell = |row, column| CellOf {
            book,
            cell: sheet.cell(row, column),
            row,
            column,
        };
        Ok(grid(ctx, address.area, |row, column| value(&cell(row, column))))
    });
    read.map_err(|refusal| refused(ctx, &refusal))?
}

/// The same for what formulas come to: the run's log says what they lack.
pub(super) fn read_values<'js, T: IntoJs<'js>>(
    ctx: &Ctx<'js>,
    books: &BooksOfRun,
    address: &Address,
    value: impl FnMut(&CellOf<'_>) -> rquickjs::Result<T>,
) -> rquickjs::Result<Array<'js>> {
    let values = read_grid(ctx, books, address, value)?;
    let warned = books.warn_of_lacks(&address.book);
    warned.map_err(|refusal| refused(ctx, &refusal))?;
    Ok(values)
}

fn grid<'js, T: IntoJs<'js>>(
    ctx: &Ctx<'js>,
    area: Area,
    mut value: impl FnMut(usize, usize) -> rquickjs::Result<T>,
) -> rquickjs::Result<Array<'js>> {
    let rows = Array::new(ctx.clone())?;
    for (y, row) in (area.row..area.end_row()).enumerate() {
        let cells = Array::new(ctx.clone())?;
        for (x, column) in (area.column..area.end_column()).enumerate() {
            cells.set(x, value(row, column)?)?;
        }
        rows.set(y, cells)?;
    }
    Ok(rows)
}

/// A cell, which holds nothing where there is none, and where it is.
pub(super) struct CellOf<'b> {
    pub(super) book: &'b Spreadsheet,
    pub(super) cell: Option<&'b Cell>,
    pub(super) row: usize,
    pub(super) column: usize,
}

impl CellOf<'_> {
    pub(super) fn formula(&self) -> Option<&Arc<str>> {
        self.cell?.formula.as_ref()
    }
}

/// Makes what scripts read of cells: their values, and what a person sees in them.
pub(super) struct ValueWriter<'js> {
    ctx: Ctx<'js>,
    texts: TextWriter<'js>,
    /// Makes a `Date` of milliseconds.
    new_date: Option<Function<'js>>,
    zone: OnceCell<TimeZone>,
}

impl<'js> ValueWriter<'js> {
    pub(super) fn new(ctx: &Ctx<'js>, new_date: Option<Function<'js>>) -> Self {
        Self {
            ctx: ctx.clone(),
            texts: TextWriter::new(ctx),
            new_date,
            zone: OnceCell::new(),
        }
    }

    pub(super) fn value(&self, of: &CellOf<'_>) -> rquickjs::Result<Value<'js>> {
        let Some(cell) = of.cell else {
            return "".into_js(&self.ctx);
        };
        match &cell.content {
            Content::Empty => "".into_js(&self.ctx),
            Content::Boolean(boolean) => boolean.into_js(&self.ctx),
            Content::Text(text) => self.texts.write(text),
            Content::Number(number) if cell.is_date() => self.date(of.book, *number),
            Content::Number(number) => number.into_js(&self.ctx),
        }
    }

    fn date(&self, book: &Spreadsheet, days: f64) -> rquickjs::Result<Value<'js>> {
        let zone = self.zone.get_or_init(|| book.zone());
        match (&self.new_date, serial::to_epoch_milliseconds(days, zone)) {
            (Some(new_date), Some(milliseconds)) => new_date.call((milliseconds,)),
            _ => days.into_js(&self.ctx),
        }
    }

    pub(super) fn display(&self, of: &CellOf<'_>) -> rquickjs::Result<Value<'js>> {
        match of.cell {
            Some(cell) => match &cell.content {
                Content::Text(text) => self.texts.write(text),
                _ => display(cell).into_js(&self.ctx),
            },
            None => "".into_js(&self.ctx),
        }
    }
}

/// Reads values that a script gives.
pub(super) struct Reader<'r, 'js> {
    ctx: Ctx<'js>,
    zone: TimeZone,
    /// Tells what an object is to a cell: the milliseconds of a date, or a text.
    simplify: Function<'js>,
    run: &'r BooksOfRun,
}

impl<'r, 'js> Reader<'r, 'js> {
    pub(super) fn new(ctx: &Ctx<'js>, zone: TimeZone, simplify: Function<'js>, run: &'r BooksOfRun) -> Self {
        Self {
            ctx: ctx.clone(),
            zone,
            simplify,
            run,
        }
    }

    pub(super) fn grid(&self, rows: &Array<'js>) -> rquickjs::Result<Vec<Vec<Input>>> {
        let rows = rows.iter::<Array<'js>>();
        rows.map(|row| self.row(&row?)).collect()
    }

    pub(super) fn row(&self, values: &Array<'js>) -> rquickjs::Result<Vec<Input>> {
        let values = values.iter::<Value<'js>>();
        values.map(|value| self.input(&value?)).collect()
    }

    pub(super) fn input(&self, value: &Value<'js>) -> rquickjs::Result<Input> {
        Ok(match value.type_of() {
            Type::Undefined | Type::Null | Type::Uninitialized => Input::Empty,
            Type::Bool => Input::Boolean(value.as_bool().unwrap_or_default()),
            Type::Int | Type::Float => Input::Number(value.as_number().unwrap_or_default()),
            Type::String => self.text(value)?,
            _ => {
                let simple: Value<'js> = self.simplify.call((value.clone(),))?;
                match simple.as_number() {
                    Some(moment) => self.date(moment),
                    None => self.text(&simple)?,
                }
            }
        })
    }

    fn date(&self, milliseconds: f64) -> Input {
        serial::from_epoch_milliseconds(milliseconds, &self.zone)
            .map_or(Input::Number(f64::NAN), Input::Serial)
    }

    fn text(&self, value: &Value<'js>) -> rquickjs::Result<Input> {
        let Some(text) = value.as_string() else {
            return Ok(Input::Empty);
        };
        let text = match text.to_string() {
            Ok(text) => text,
            // Half of a pair of surrogates, which no text outside of JavaScript can hold.
            Err(Error::Utf8(_)) => self.simplify.call((value.clone(),))?,
            Err(fault) => return Err(fault),
        };
        let spent = self.run.spend_text(text.len());
        spent.map_err(|refusal| refused(&self.ctx, &refusal))?;
        Ok(if text.is_empty() {
            Input::Empty
        } else {
            Input::Text(text.into())
        })
    }
}
