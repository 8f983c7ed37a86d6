//! Cells by their place.

use crate::state::spreadsheets::{
    area::Area,
    formula::{
        call::Call,
        fault::Fault,
        function::{Function, whole},
        scalar::Scalar,
        value::{Evaluated, Range, Value},
    },
    notation,
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "ROW" => whole(0, 1, |call| numbers(call, true)),
        "COLUMN" => whole(0, 1, |call| numbers(call, false)),
        "ROWS" => whole(1, 1, |call| Ok(Scalar::count(call.evaluated(0)?.size().0).into())),
        "COLUMNS" => whole(1, 1, |call| Ok(Scalar::count(call.evaluated(0)?.size().1).into())),
        "INDEX" => whole(1, 3, index),
        "OFFSET" => whole(3, 5, offset),
        "INDIRECT" => whole(1, 2, indirect),
        _ => return None,
    })
}

/// The number of a row or a column: the formula's own, that of a reference, or those of all of its rows or columns.
fn numbers<'b>(call: &Call<'_, 'b>, of_rows: bool) -> Evaluated<'b> {
    if !call.has(0) {
        let own = if of_rows { call.site.row } else { call.site.column };
        return Ok(Scalar::count(own + 1).into());
    }
    let Range { area, .. } = call.range(0)?;
    let (first, count) = if of_rows {
        (area.row, area.rows)
    } else {
        (area.column, area.columns)
    };
    if !call.site.is_array || count == 1 {
        return Ok(Scalar::count(first + 1).into());
    }
    let mut cells = call.grid(if of_rows { 1 } else { count });
    for number in first..first + count {
        cells.push(Ok(Scalar::count(number + 1)))?;
    }
    cells.finish()
}

/// A row, a column or a cell of a value; all of it without numbers.
fn index<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let value = call.in_array().evaluated(0)?;
    let (rows, columns) = value.size();
    let (mut row, mut column) = (place(call, 1)?, place(call, 2)?);
    if rows == 1 && call.len() == 2 {
        // The only number says which column of a single row is meant.
        (row, column) = (0, row);
    }
    if row > rows || column > columns {
        return Err(Fault::Number);
    }
    let of = |number: usize, all: usize| match number.checked_sub(1) {
        Some(place) => (place, 1),
        None => (0, all),
    };
    let ((row, rows), (column, columns)) = (of(row, rows), of(column, columns));
    let part = Area {
        row,
        column,
        rows,
        columns,
    };
    part_of(call, &value, part)
}

fn place(call: &Call<'_, '_>, argument: usize) -> Result<usize, Fault> {
    if !call.has(argument) {
        return Ok(0);
    }
    let value = call.in_array().evaluated(argument)?;
    if !value.is_single() {
        return call.lacking("an array of places");
    }
    let place = call.evaluator.one(call.site, &value)?.to_number()?.trunc();
    if place < 0.0 {
        return Err(Fault::Number);
    }
    Ok(place as usize)
}

/// A part of a value, which is cells where the value is.
fn part_of<'b>(call: &Call<'_, 'b>, value: &Value<'b>, part: Area) -> Evaluated<'b> {
    if let Value::Range(Range { sheet, area }) = value {
        return Ok(Value::Range(Range {
            sheet,
            area: Area {
                row: area.row + part.row,
                column: area.column + part.column,
                ..part
            },
        }));
    }
    let mut cells = call.grid(part.columns);
    for row in part.row..part.end_row() {
        for column in part.column..part.end_column() {
            cells.push(call.evaluator.at(value, row, column))?;
        }
    }
    cells.finish()
}

/// Cells so many rows and columns away from others.
fn offset<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let range = call.range(0)?;
    let moved = |start: usize, argument: usize| {
        let moved = start as f64 + call.number(argument)?.trunc();
        if moved < 0.0 {
            return Err(Fault::Reference);
        }
        Ok(moved as usize)
    };
    let length = |argument: usize, otherwise: usize| {
        let length = call.number_or(argument, otherwise as f64)?.trunc();
        if length < 1.0 {
            return Err(Fault::Number);
        }
        Ok(length as usize)
    };
    let area = Area {
        row: moved(range.area.row, 1)?,
        column: moved(range.area.column, 2)?,
        rows: length(3, range.area.rows)?,
        columns: length(4, range.area.columns)?,
    };
    if !range.sheet.all().covers(&area) {
        return Err(Fault::Reference);
    }
    Ok(Value::Range(Range { area, ..range }))
}

/// Cells that a text names.
fn indirect<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let text = call.one(0)?.to_text();
    if !call.boolean_or(1, true)? {
        return call.lacking("references by number");
    }
    let (sheet, cells) = notation::split_sheet(&text);
    let range = call
        .evaluator
        .range(call.site.sheet, sheet.as_deref(), cells.trim());
    range.map(Value::Range).map_err(|_| Fault::Reference)
}
