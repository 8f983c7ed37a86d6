//! Functions that make several values.

use std::{cmp::Ordering, collections::HashMap};

use super::mark::Mark;
use crate::state::spreadsheets::formula::{
    call::Call,
    fault::Fault,
    function::{ANY, Function, whole},
    scalar::{Computed, Scalar},
    value::{Evaluated, Value},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "ARRAYFORMULA" => whole(1, 1, array_formula),
        "TRANSPOSE" => whole(1, 1, transpose),
        "UNIQUE" => whole(1, 3, unique),
        "SORT" => whole(1, ANY, sort),
        "FILTER" => whole(2, ANY, filter),
        "FLATTEN" => whole(1, ANY, flatten),
        "SEQUENCE" => whole(1, 4, sequence),
        "ARRAY_CONSTRAIN" => whole(3, 3, constrain),
        _ => return None,
    })
}

/// Everything in it is computed for each of several values, and cells are given as values.
fn array_formula<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let value = call.in_array().evaluated(0)?;
    let (rows, columns) = value.size();
    part(call, &value, rows, columns)
}

/// The first rows and columns of a value.
fn part<'b>(call: &Call<'_, 'b>, value: &Value<'b>, rows: usize, columns: usize) -> Evaluated<'b> {
    if matches!(value, Value::One(_)) {
        return Ok(value.clone());
    }
    let mut cells = call.grid(columns);
    for row in 0..rows {
        for column in 0..columns {
            cells.push(call.evaluator.at(value, row, column))?;
        }
    }
    cells.finish()
}

fn constrain<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let value = call.in_array().evaluated(0)?;
    let (rows, columns) = value.size();
    let (most_rows, most_columns) = (call.number(1)?.trunc(), call.number(2)?.trunc());
    if most_rows < 1.0 || most_columns < 1.0 {
        return Err(Fault::Value);
    }
    part(
        call,
        &value,
        rows.min(most_rows as usize),
        columns.min(most_columns as usize),
    )
}

fn transpose<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let value = call.evaluated(0)?;
    let (rows, columns) = value.size();
    let mut cells = call.grid(rows);
    for column in 0..columns {
        for row in 0..rows {
            cells.push(call.evaluator.at(&value, row, column))?;
        }
    }
    cells.finish()
}

/// These rows of a value, in this order.
fn rows<'b>(call: &Call<'_, 'b>, value: &Value<'b>, rows: impl IntoIterator<Item = usize>) -> Evaluated<'b> {
    let (_, columns) = value.size();
    let mut cells = call.grid(columns);
    for row in rows {
        for column in 0..columns {
            cells.push(call.evaluator.at(value, row, column))?;
        }
    }
    cells.finish()
}

/// These columns of a value, in this order.
fn columns<'b>(call: &Call<'_, 'b>, value: &Value<'b>, columns: &[usize]) -> Evaluated<'b> {
    let mut cells = call.grid(columns.len());
    for row in 0..value.size().0 {
        for column in columns {
            cells.push(call.evaluator.at(value, row, *column))?;
        }
    }
    cells.finish()
}

/// `UNIQUE(range, by column, exactly once)`
fn unique<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let value = call.evaluated(0)?;
    let by_column = call.boolean_or(1, false)?;
    let only_once = call.boolean_or(2, false)?;
    let (row_count, column_count) = value.size();
    let (count, across) = if by_column {
        (column_count, row_count)
    } else {
        (row_count, column_count)
    };
    // By the marks of a line, the first place that it is in and how often it is there.
    let mut lines: HashMap<Vec<Mark>, (usize, usize)> = HashMap::new();
    let mut lease = call.evaluator.memory().lease();
    for place in 0..count {
        let mut marks = Vec::with_capacity(across);
        for other in 0..across {
            let cell = if by_column {
                call.evaluator.at(&value, other, place)
            } else {
                call.evaluator.at(&value, place, other)
            };
            lease.extend(&cell)?;
            marks.push(Mark::of(cell));
        }
        lines.entry(marks).or_insert((place, 0)).1 += 1;
    }
    call.evaluator.look()?;
    let kept = lines.into_values().filter(|(_, times)| !only_once || *times == 1);
    let mut places: Vec<usize> = kept.map(|(place, _)| place).collect();
    places.sort_unstable();
    if by_column {
        columns(call, &value, &places)
    } else {
        rows(call, &value, places)
    }
}

/// Values to sort by, one for each row.
struct SortKey {
    values: Vec<Computed>,
    ascending: bool,
}

/// `SORT(range, column or values, ascending, …)`
fn sort<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let call = call.in_array();
    let value = call.evaluated(0)?;
    let (row_count, column_count) = value.size();
    let mut lease = call.evaluator.memory().lease();
    let mut keys = Vec::new();
    let mut key_of = |by: &Value<'b>, column: usize, ascending: bool| {
        let mut values = Vec::with_capacity(row_count);
        for row in 0..row_count {
            let cell = call.evaluator.at(by, row, column);
            lease.extend(&cell)?;
            values.push(cell);
        }
        keys.push(SortKey { values, ascending });
        Ok(())
    };
    if call.len() == 1 {
        for column in 0..column_count {
            key_of(&value, column, true)?;
        }
    }
    for argument in (1..call.len()).step_by(2) {
        let by = call.evaluated(argument)?;
        let ascending = call.boolean_or(argument + 1, true)?;
        if by.is_single() {
            let column = call.evaluator.one(call.site, &by)?.to_number()?.trunc();
            if column < 1.0 || column > column_count as f64 {
                return Err(Fault::Value);
            }
            key_of(&value, column as usize - 1, ascending)?;
        } else if by.size() == (row_count, 1) {
            key_of(&by, 0, ascending)?;
        } else {
            return Err(Fault::Value);
        }
    }
    let mut places: Vec<usize> = (0..row_count).collect();
    places.sort_by(|one, other| {
        let orders = keys.iter().map(|key| order(key, *one, *other));
        orders.fold(Ordering::Equal, Ordering::then)
    });
    call.evaluator.look()?;
    rows(&call, &value, places)
}

/// Errors and then empty cells come last either way.
fn order(key: &SortKey, one: usize, other: usize) -> Ordering {
    let rank = |value: Option<&Computed>| match value {
        Some(Ok(Scalar::Empty)) | None => 2,
        Some(Err(_)) => 1,
        Some(Ok(_)) => 0,
    };
    let (one, other) = (key.values.get(one), key.values.get(other));
    match (one, other) {
        (Some(Ok(first)), Some(Ok(second))) if !first.is_empty() && !second.is_empty() => {
            let order = first.order(second);
            if key.ascending { order } else { order.reverse() }
        }
        _ => rank(one).cmp(&rank(other)),
    }
}

/// `FILTER(range, condition, …)`: the rows, or the columns, for which each condition is met.
fn filter<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let call = call.in_array();
    let value = call.evaluated(0)?;
    let (row_count, column_count) = value.size();
    let mut by_column = false;
    let mut conditions = Vec::new();
    for argument in 1..call.len() {
        let condition = call.evaluated(argument)?;
        by_column = condition.size() == (1, column_count) && condition.size() != (row_count, 1);
        conditions.push(condition);
    }
    let (count, size) = if by_column {
        (column_count, (1, column_count))
    } else {
        (row_count, (row_count, 1))
    };
    if conditions.iter().any(|condition| condition.size() != size) {
        return Err(Fault::NotAvailable);
    }
    let mut places = Vec::new();
    for place in 0..count {
        let mut is_met = true;
        for condition in &conditions {
            let (row, column) = if by_column { (0, place) } else { (place, 0) };
            // An error is not met.
            is_met = is_met
                && match call.evaluator.at(condition, row, column) {
                    Ok(met) => met.to_boolean()?,
                    Err(_) => false,
                };
        }
        if is_met {
            places.push(place);
        }
    }
    call.evaluator.look()?;
    if places.is_empty() {
        return Err(Fault::NotAvailable);
    }
    if by_column {
        columns(&call, &value, &places)
    } else {
        rows(&call, &value, places)
    }
}

/// All values in one column, row by row.
fn flatten<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let mut cells = call.grid(1);
    for value in call.values()? {
        let (rows, columns) = value.size();
        for row in 0..rows {
            for column in 0..columns {
                cells.push(call.evaluator.at(&value, row, column))?;
            }
        }
    }
    cells.finish()
}

/// `SEQUENCE(rows, columns, start, step)`
fn sequence<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let (rows, columns) = (call.number(0)?.trunc(), call.number_or(1, 1.0)?.trunc());
    let (start, step) = (call.number_or(2, 1.0)?, call.number_or(3, 1.0)?);
    if rows < 1.0 || columns < 1.0 {
        return Err(Fault::Number);
    }
    let (rows, columns) = (rows as usize, columns as usize);
    let mut cells = call.grid(columns);
    cells.check(rows)?;
    for place in 0..rows.saturating_mul(columns) {
        call.evaluator.look()?;
        cells.push(Ok(Scalar::from(start + step * place as f64)))?;
    }
    cells.finish()
}
