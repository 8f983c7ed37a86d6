//! Grids of values on their way between cells and JavaScript.

use jiff::tz::TimeZone;
use rquickjs::{Array, Ctx, Error, Function, IntoJs, Type, Value};

use super::functions::{BooksOfRun, refused};
use crate::state::spreadsheets::{Cell, Content, Input, serial};

/// A cell's value, as scripts read it.
pub(super) enum Output {
    Empty,
    Number(f64),
    Boolean(bool),
    Text(std::sync::Arc<str>),
    /// A moment, in milliseconds.
    Date(f64),
}

impl Output {
    pub(super) fn of(cell: Option<&Cell>, zone: &TimeZone) -> Self {
        let Some(cell) = cell else { return Self::Empty };
        match &cell.content {
            Content::Empty => Self::Empty,
            Content::Boolean(boolean) => Self::Boolean(*boolean),
            Content::Text(text) => Self::Text(text.clone()),
            Content::Number(number) if cell.is_date() => {
                serial::to_epoch_milliseconds(*number, zone).map_or(Self::Number(*number), Self::Date)
            }
            Content::Number(number) => Self::Number(*number),
        }
    }

    /// `new_date` makes a `Date` of milliseconds.
    fn into_js<'js>(self, ctx: &Ctx<'js>, new_date: &Function<'js>) -> rquickjs::Result<Value<'js>> {
        match self {
            Self::Empty => "".into_js(ctx),
            Self::Number(number) => number.into_js(ctx),
            Self::Boolean(boolean) => boolean.into_js(ctx),
            Self::Text(text) => text.as_ref().into_js(ctx),
            Self::Date(milliseconds) => new_date.call((milliseconds,)),
        }
    }
}

pub(super) fn grid_into_js<'js>(
    ctx: &Ctx<'js>,
    grid: Vec<Vec<Output>>,
    new_date: &Function<'js>,
) -> rquickjs::Result<Array<'js>> {
    let rows = Array::new(ctx.clone())?;
    for (place, outputs) in grid.into_iter().enumerate() {
        let row = Array::new(ctx.clone())?;
        for (place, output) in outputs.into_iter().enumerate() {
            row.set(place, output.into_js(ctx, new_date)?)?;
        }
        rows.set(place, row)?;
    }
    Ok(rows)
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
