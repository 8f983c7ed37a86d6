//! What scripts do with formats, notes and merged cells.

use std::sync::Arc;

use rquickjs::Array;

use super::{
    crossing::read_grid,
    functions::{Address, Functions, numbers, refused},
    texts::{TextReader, TextWriter},
};
use crate::state::spreadsheets::{Area, Cell, column_letters};

pub(super) fn add<'js>(functions: &Functions<'js>) -> rquickjs::Result<()> {
    functions.add_crossing("numberFormats", |ctx, books, (address,): (Address,)| {
        let texts = TextWriter::new(ctx);
        let automatic: Arc<str> = Cell::default().number_format().into();
        read_grid(ctx, books, &address, |cell| {
            let format = cell.cell.and_then(|cell| cell.number_format.as_ref());
            texts.write(format.unwrap_or(&automatic))
        })
    })?;
    functions.add_crossing(
        "setNumberFormats",
        |ctx, books, (address, formats): (Address, Array<'js>)| {
            let formats = TextReader::new(ctx, books).grid(&formats)?;
            let changed = address.change(books, |sheet| {
                sheet.change(address.area, |cell, row, column| {
                    if let Some(Some(format)) = of_all(&formats, row, column) {
                        cell.set_number_format(format);
                    }
                })
            });
            changed.map_err(|refusal| refused(ctx, &refusal))
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
    functions.add_crossing("attributes", |ctx, books, (address, name): (Address, String)| {
        let texts = TextWriter::new(ctx);
        read_grid(ctx, books, &address, |cell| {
            let value = cell.cell.and_then(|cell| cell.attribute(&name));
            value.map(|value| texts.write(value)).transpose()
        })
    })?;
    functions.add_crossing(
        "setAttributes",
        |ctx, books, (address, name, values): (Address, String, Array<'js>)| {
            let values = TextReader::new(ctx, books).grid(&values)?;
            let changed = address.change(books, |sheet| {
                sheet.change(address.area, |cell, row, column| {
                    cell.set_attribute(&name, of_all(&values, row, column).cloned().flatten());
                })
            });
            changed.map_err(|refusal| refused(ctx, &refusal))
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

/// The value for a cell, from a grid of its area's size or of one value for all.
fn of_all<T>(grid: &[Vec<T>], row: usize, column: usize) -> Option<&T> {
    let row = grid.get(row % grid.len().max(1))?;
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
