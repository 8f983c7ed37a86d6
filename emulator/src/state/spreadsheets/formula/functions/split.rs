//! Texts in parts.

use crate::state::spreadsheets::{
    formula::{
        call::Call,
        evaluation::Evaluation,
        fault::Fault,
        function::{ANY, Function, whole},
        lift,
        scalar::{Computed, Scalar, append, text_within_limit},
        value::{Evaluated, Value},
    },
    input::{self, Typed},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "SPLIT" => whole(2, 4, split),
        "JOIN" => whole(2, ANY, |call| join(call, 1, false)),
        "TEXTJOIN" => whole(3, ANY, |call| {
            let skips_empty = call.boolean_or(1, false)?;
            join(call, 2, skips_empty)
        }),
        _ => return None,
    })
}

fn split<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let text = call.evaluated(0)?;
    let delimiter = call.one(1)?.to_text();
    let by_each = call.boolean_or(2, true)?;
    let skips_empty = call.boolean_or(3, true)?;
    if delimiter.is_empty() {
        return Err(Fault::Value);
    }
    rows_of(call, &text, |text| {
        let text = text.to_text();
        if text.is_empty() {
            return Err(Fault::Value);
        }
        let parts: Vec<&str> = if by_each {
            text.split(|letter| delimiter.contains(letter)).collect()
        } else {
            text.split(&*delimiter).collect()
        };
        let kept = parts.into_iter().filter(|part| !skips_empty || !part.is_empty());
        Ok(kept.map(|part| Ok(typed(call.evaluator, part))).collect())
    })
}

/// A part that looks like a number is one.
fn typed(evaluator: &dyn Evaluation<'_>, part: &str) -> Scalar {
    match input::typed(part) {
        Typed::Number(number, format) => {
            let format = format.map(|format| evaluator.formats().of(&format.into()));
            Scalar::Number(number, format.unwrap_or_default())
        }
        _ => Scalar::text(part),
    }
}

/// Makes a row of a value or, where each of several is asked for, of each value of a column.
pub(super) fn rows_of<'b>(
    call: &Call<'_, 'b>,
    value: &Value<'b>,
    make: impl Fn(&Scalar) -> Result<Vec<Computed>, Fault>,
) -> Evaluated<'b> {
    let (count, columns) = value.size();
    if !call.site.is_array || value.is_single() {
        let row = make(&call.evaluator.one(call.site, value)?)?;
        let mut cells = call.grid(row.len());
        for cell in row {
            cells.push(cell)?;
        }
        return cells.finish();
    }
    if columns > 1 {
        return call.lacking("a range of several columns as an argument");
    }
    let mut rows = Vec::new();
    let mut lease = call.evaluator.memory().lease();
    for place in 0..count {
        let row = lift::repeated(call.evaluator, value, place, 0).and_then(|value| make(&value));
        let row = row.unwrap_or_else(|fault| vec![Err(fault)]);
        row.iter().try_for_each(|cell| lease.extend(cell))?;
        rows.push(row);
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    let mut cells = call.grid(width);
    for row in rows {
        let missing = width - row.len();
        for cell in row
            .into_iter()
            .chain(std::iter::repeat_n(Ok(Scalar::Empty), missing))
        {
            cells.push(cell)?;
        }
    }
    cells.finish()
}

/// Joins the values of the arguments from this one on.
fn join<'b>(call: &Call<'_, 'b>, first: usize, skips_empty: bool) -> Evaluated<'b> {
    let delimiter = call.one(0)?.to_text();
    let mut text = String::new();
    let mut is_first = true;
    for place in first..call.len() {
        let value = call.evaluated(place)?;
        let (rows, columns) = if skips_empty {
            call.filled(&value)
        } else {
            value.size()
        };
        for row in 0..rows {
            for column in 0..columns {
                let part = call.evaluator.at(&value, row, column)?.to_text();
                if skips_empty && part.is_empty() {
                    continue;
                }
                if !is_first {
                    append(&mut text, &delimiter)?;
                }
                append(&mut text, &part)?;
                is_first = false;
            }
        }
    }
    text_within_limit(&text).map(Value::One)
}
