//! Values found beside others.

use super::matching::{Key, Line, Nearest};
use crate::state::spreadsheets::formula::{
    call::Call,
    fault::Fault,
    function::{Function, whole},
    lift,
    scalar::Scalar,
    value::{Evaluated, Range, Value},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "VLOOKUP" => whole(3, 4, |call| in_table(call, false)),
        "HLOOKUP" => whole(3, 4, |call| in_table(call, true)),
        "MATCH" => whole(2, 3, place_of),
        "XLOOKUP" => whole(3, 6, beside),
        "LOOKUP" => whole(2, 3, sorted),
        _ => return None,
    })
}

/// Finds a key in the first column of a table, or in its first row, and gives a value of the same row or column.
fn in_table<'b>(call: &Call<'_, 'b>, is_row: bool) -> Evaluated<'b> {
    let table = call.evaluated(1)?;
    let is_sorted = call.boolean_or(3, true)?;
    let keys = [call.evaluated(0)?, call.evaluated(2)?];
    lift::over(call.evaluator, call.site, &keys, |values| {
        let [wanted, index] = values else {
            return Err(Fault::NotAvailable);
        };
        let index = index.to_number()?.trunc();
        let (rows, columns) = table.size();
        if index < 1.0 {
            return Err(Fault::Value);
        }
        if index > (if is_row { rows } else { columns }) as f64 {
            return Err(Fault::Reference);
        }
        let line = if is_row {
            Line::row(call, &table)
        } else {
            Line::column(call, &table)
        };
        let found = if is_sorted {
            line.last_within(call, &Key::plain(wanted), Nearest::Smaller)?
        } else {
            line.equal(call.evaluator, &Key::with_wildcards(wanted), false)?
        };
        let (place, index) = (found.ok_or(Fault::NotAvailable)?, index as usize - 1);
        if is_row {
            call.evaluator.at(&table, index, place)
        } else {
            call.evaluator.at(&table, place, index)
        }
    })
}

/// The place of a key in a row or a column, counted from 1.
fn place_of<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let values = call.evaluated(1)?;
    let line = Line::whole(call, &values)?;
    let search = call.number_or(2, 1.0)?;
    call.over(0, |wanted| {
        let found = if search == 0.0 {
            line.equal(call.evaluator, &Key::with_wildcards(wanted), false)?
        } else {
            let nearest = if search > 0.0 {
                Nearest::Smaller
            } else {
                Nearest::Larger
            };
            line.last_within(call, &Key::plain(wanted), nearest)?
        };
        Ok(Scalar::count(found.ok_or(Fault::NotAvailable)? + 1))
    })
}

/// `XLOOKUP(key, searched, results, if missing, match mode, search mode)`
fn beside<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let searched = call.evaluated(1)?;
    let results = call.evaluated(2)?;
    let line = Line::whole(call, &searched)?;
    let (count, along) = if line.is_row() {
        (searched.size().1, results.size().1)
    } else {
        (searched.size().0, results.size().0)
    };
    if count != along {
        return Err(Fault::Value);
    }
    let find = |wanted: &Scalar| find_beside(call, &line, wanted);
    let wanted = call.evaluated(0)?;
    let is_line = (if line.is_row() {
        results.size().0
    } else {
        results.size().1
    }) == 1;
    if call.site.is_array && !wanted.is_single() {
        if !is_line {
            return call.lacking("an array of keys with several results for each");
        }
        return each_beside(call, wanted, &results, line.is_row(), find);
    }
    match find(&call.evaluator.one(call.site, &wanted)?)? {
        Some(place) => slice(call, &results, place, line.is_row()),
        None => missing(call),
    }
}

/// The results for each of several keys.
fn each_beside<'b>(
    call: &Call<'_, 'b>,
    wanted: Value<'b>,
    results: &Value<'b>,
    is_row: bool,
    find: impl Fn(&Scalar) -> Result<Option<usize>, Fault>,
) -> Evaluated<'b> {
    let missing = missing(call).or_else(|fault| call.grid_of(Err(fault)))?;
    lift::checked_over(call.evaluator, call.site, &[wanted, missing], |values| {
        let [wanted, missing] = values else {
            return Err(Fault::NotAvailable);
        };
        match find(&wanted.clone()?)? {
            Some(place) if is_row => call.evaluator.at(results, 0, place),
            Some(place) => call.evaluator.at(results, place, 0),
            None => missing.clone(),
        }
    })
}

fn missing<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    if call.has(3) {
        call.evaluated(3)
    } else {
        Err(Fault::NotAvailable)
    }
}

fn find_beside<'b>(
    call: &Call<'_, 'b>,
    line: &Line<'_, 'b>,
    wanted: &Scalar,
) -> Result<Option<usize>, Fault> {
    let from_end = match call.number_or(5, 1.0)? {
        1.0 => false,
        -1.0 => true,
        _ => return call.lacking("a binary search"),
    };
    let plain = Key::plain(wanted);
    match call.number_or(4, 0.0)? {
        0.0 => line.equal(call.evaluator, &plain, from_end),
        1.0 => line.nearest(call.evaluator, &plain, Nearest::Larger, from_end),
        -1.0 => line.nearest(call.evaluator, &plain, Nearest::Smaller, from_end),
        2.0 => line.equal(call.evaluator, &Key::with_wildcards(wanted), from_end),
        _ => Err(Fault::Value),
    }
}

/// One row of a value, or one column.
fn slice<'b>(call: &Call<'_, 'b>, value: &Value<'b>, place: usize, is_column: bool) -> Evaluated<'b> {
    let (rows, columns) = value.size();
    if let Value::Range(range) = value {
        let mut area = range.area;
        if is_column {
            (area.column, area.columns) = (area.column + place, 1);
        } else {
            (area.row, area.rows) = (area.row + place, 1);
        }
        return Ok(Value::Range(Range { area, ..*range }));
    }
    let mut cells = call.grid(if is_column { 1 } else { columns });
    for other in 0..(if is_column { rows } else { columns }) {
        let (row, column) = if is_column { (other, place) } else { (place, other) };
        cells.push(call.evaluator.at(value, row, column))?;
    }
    cells.finish()
}

/// `LOOKUP(key, sorted line, results)`
fn sorted<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let searched = call.evaluated(1)?;
    if !matches!(searched.size(), (1, _) | (_, 1)) {
        return call.lacking("a table to search");
    }
    let results = if call.has(2) {
        call.evaluated(2)?
    } else {
        searched.clone()
    };
    let line = Line::whole(call, &searched)?;
    call.over(0, |wanted| {
        let found = line.last_within(call, &Key::plain(wanted), Nearest::Smaller)?;
        let place = found.ok_or(Fault::NotAvailable)?;
        if results.size().0 == 1 {
            call.evaluator.at(&results, 0, place)
        } else {
            call.evaluator.at(&results, place, 0)
        }
    })
}
