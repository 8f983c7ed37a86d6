//! What scripts do with formats, notes and merged cells.

use std::sync::Arc;

use super::functions::{Address, Functions, numbers};
use crate::state::spreadsheets::{Area, Cell, column_letters};

pub(super) fn add(functions: &Functions<'_>) -> rquickjs::Result<()> {
    functions.add("numberFormats", |books, (address,): (Address,)| {
        address.read(books, |_, sheet| {
            let format = |cell: &Cell| cell.number_format().to_owned();
            let automatic = Cell::default();
            Ok(address.grid(sheet, |cell| format(cell.unwrap_or(&automatic))))
        })
    })?;
    functions.add(
        "setNumberFormats",
        |books, (address, formats): (Address, Vec<Vec<String>>)| {
            let formats = formats
                .into_iter()
                .map(|row| row.into_iter().map(Arc::from).collect::<Vec<Arc<str>>>());
            let formats: Vec<_> = formats.collect();
            address.change(books, |sheet| {
                sheet.change(address.area, |cell, row, column| {
                    if let Some(format) = formats
                        .get(row % formats.len().max(1))
                        .and_then(|row| at(row, column))
                    {
                        cell.set_number_format(format);
                    }
                })
            })
        },
    )?;
    functions.add("notation", |_, (address,): (Address,)| {
        let Area { row, column, .. } = address.area;
        let first = format!("{}{}", column_letters(column), row + 1);
        let last = format!(
            "{}{}",
            column_letters(address.area.end_column() - 1),
            address.area.end_row()
        );
        Ok(if first == last {
            first
        } else {
            format!("{first}:{last}")
        })
    })?;
    functions.add("attributes", |books, (address, name): (Address, String)| {
        address.read(books, |_, sheet| {
            Ok(address.grid(sheet, |cell| {
                cell.and_then(|cell| cell.attribute(&name)).map(str::to_owned)
            }))
        })
    })?;
    functions.add(
        "setAttributes",
        |books, (address, name, values): (Address, String, Vec<Vec<Option<String>>>)| {
            address.change(books, |sheet| {
                sheet.change(address.area, |cell, row, column| {
                    let value = values
                        .get(row % values.len().max(1))
                        .and_then(|row| at(row, column));
                    cell.set_attribute(&name, value.cloned().flatten());
                })
            })
        },
    )?;
    functions.add("merges", |books, (address,): (Address,)| {
        address.read(books, |_, sheet| {
            let met = sheet.merges.iter().filter(|merge| merge.meets(&address.area));
            Ok(met.map(|merge| numbers(*merge)).collect::<Vec<_>>())
        })
    })?;
    functions.add("merge", |books, (address, along): (Address, String)| {
        address.change(books, |sheet| {
            let merged = merged(address.area, &along);
            sheet.merges.retain(|merge| !merge.meets(&address.area));
            for area in &merged {
                sheet.keep_first(*area);
            }
            sheet
                .merges
                .extend(merged.into_iter().filter(|area| area.rows * area.columns > 1));
            Ok(())
        })
    })?;
    functions.add("breakApart", |books, (address,): (Address,)| {
        address.change(books, |sheet| {
            sheet.merges.retain(|merge| !merge.meets(&address.area));
            Ok(())
        })
    })
}

/// One value stands for all.
fn at<T>(row: &[T], column: usize) -> Option<&T> {
    row.get(column % row.len().max(1))
}

fn merged(area: Area, along: &str) -> Vec<Area> {
    match along {
        "ROWS" => (area.row..area.end_row())
            .map(|row| Area { row, rows: 1, ..area })
            .collect(),
        "COLUMNS" => (area.column..area.end_column())
            .map(|column| Area {
                column,
                columns: 1,
                ..area
            })
            .collect(),
        _ => vec![area],
    }
}
