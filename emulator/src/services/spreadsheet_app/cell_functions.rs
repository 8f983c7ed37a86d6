//! What scripts do with the contents of cells.

use rquickjs::{Array, Ctx, Function, IntoJs, Value, convert::List};

use super::{
    crossing::{Reader, ValueWriter, read_grid, read_values},
    functions::{Address, BooksOfRun, Functions, numbers, refused},
    texts::TextWriter,
};
use crate::state::spreadsheets::{self, Area, Axis, Direction, Parts, SortKey, SpreadsheetError, r1c1};

pub(super) fn add<'js>(functions: &Functions<'js>) -> rquickjs::Result<()> {
    functions.add("area", |books, (address,): (Address,)| {
        address.read(books, |_, _| Ok(()))
    })?;
    functions.add_crossing(
        "values",
        |ctx, books, (address, new_date): (Address, Function<'js>)| {
            let values = ValueWriter::new(ctx, Some(new_date));
            read_values(ctx, books, &address, |cell| values.value(cell))
        },
    )?;
    functions.add_crossing(
        "write",
        |ctx, books, (address, rows, simplify): (Address, Array<'js>, Function<'js>)| {
            let grid = reader(ctx, books, &address, simplify)?.grid(&rows)?;
            let written = address.change(books, |sheet| sheet.enter(address.area, grid));
            written.map_err(|refusal| refused(ctx, &refusal))
        },
    )?;
    functions.add_crossing(
        "fill",
        |ctx, books, (address, value, simplify): (Address, Value<'js>, Function<'js>)| {
            let input = reader(ctx, books, &address, simplify)?.input(&value)?;
            let written = address.change(books, |sheet| sheet.fill(address.area, &input));
            written.map_err(|refusal| refused(ctx, &refusal))
        },
    )?;
    functions.add_crossing("display", |ctx, books, (address,): (Address,)| {
        let values = ValueWriter::new(ctx, None);
        read_values(ctx, books, &address, |cell| values.display(cell))
    })?;
    functions.add_crossing("formulas", |ctx, books, (address,): (Address,)| {
        let texts = TextWriter::new(ctx);
        read_grid(ctx, books, &address, |cell| match cell.formula() {
            Some(formula) => texts.write(formula),
            None => "".into_js(ctx),
        })
    })?;
    functions.add(
        "formulaByNumber",
        |books, (address, formula): (Address, String)| {
            let Area { row, column, .. } = address.area;
            address.read(books, |_, _| {
                r1c1::to_a1(&formula, row, column).ok_or_else(SpreadsheetError::no_such_range)
            })
        },
    )?;
    functions.add_crossing("formulasByNumber", |ctx, books, (address,): (Address,)| {
        read_grid(ctx, books, &address, |cell| {
            let formula = cell.formula();
            Ok(formula.map_or_else(String::new, |formula| {
                r1c1::from_a1(formula, cell.row, cell.column)
            }))
        })
    })?;
    functions.add("isBlank", |books, (address,): (Address,)| {
        address.read(books, |_, sheet| {
            let cells = address.grid(sheet, |cell| cell.is_none_or(spreadsheets::Cell::is_blank));
            Ok(cells.into_iter().flatten().all(|blank| blank))
        })
    })?;
    functions.add("clear", |books, (address, parts): (Address, Vec<String>)| {
        let parts = parts_of(&parts);
        address.change(books, |sheet| {
            sheet.clear(address.area, parts);
            Ok(())
        })
    })?;
    add_arrangement(functions)?;
    add_transfer(functions)
}

fn reader<'r, 'js>(
    ctx: &Ctx<'js>,
    books: &'r BooksOfRun,
    address: &Address,
    simplify: Function<'js>,
) -> rquickjs::Result<Reader<'r, 'js>> {
    let zone = address.read(books, |book, _| Ok(book.zone()));
    let zone = zone.map_err(|refusal| refused(ctx, &refusal))?;
    Ok(Reader::new(ctx, zone, simplify, books))
}

fn parts_of(names: &[String]) -> Parts {
    let has = |name: &str| names.iter().any(|other| other == name);
    Parts {
        contents: has("contents") || has("values"),
        values_only: has("values"),
        formats: has("formats"),
        notes: has("notes"),
        validations: has("validations"),
    }
}

fn add_arrangement(functions: &Functions<'_>) -> rquickjs::Result<()> {
    functions.add(
        "sort",
        |books, (address, keys): (Address, Vec<List<(usize, bool)>>)| {
            let keys: Vec<_> = keys
                .into_iter()
                .map(|List((column, ascending))| SortKey {
                    column: column.saturating_sub(1),
                    ascending,
                })
                .collect();
            address.change(books, |sheet| sheet.sort(address.area, &keys))
        },
    )?;
    functions.add(
        "shiftCells",
        |books, (address, along, insert): (Address, String, bool)| {
            let axis = if along == "ROWS" {
                Axis::Rows
            } else {
                Axis::Columns
            };
            address.change(books, |sheet| sheet.shift_cells(address.area, axis, insert))
        },
    )?;
    functions.add(
        "removeDuplicates",
        |books, (address, columns): (Address, Vec<usize>)| {
            let columns: Vec<_> = columns
                .into_iter()
                .map(|column| column.saturating_sub(1))
                .collect();
            address.change(books, |sheet| sheet.remove_duplicates(address.area, &columns))
        },
    )?;
    functions.add(
        "nextDataCell",
        |books, (address, direction): (Address, String)| {
            let direction = match direction.as_str() {
                "UP" => Direction::Up,
                "DOWN" => Direction::Down,
                "PREVIOUS" => Direction::Left,
                _ => Direction::Right,
            };
            address.read(books, |_, sheet| {
                let (row, column) = sheet.next_data_cell(address.area.row, address.area.column, direction);
                Ok(vec![row + 1, column + 1])
            })
        },
    )?;
    functions.add("dataRegion", |books, (address,): (Address,)| {
        address.read(books, |_, sheet| Ok(numbers(sheet.data_region(address.area))))
    })
}

fn add_transfer(functions: &Functions<'_>) -> rquickjs::Result<()> {
    functions.add(
        "copy",
        |books, (from, to, parts, transposed): (Address, Address, Vec<String>, bool)| {
            let parts = parts_of(&parts);
            let mut cells = from.read(books, |_, sheet| sheet.cells_of(from.area))?;
            // References in a turned copy would have to turn too; they stay as they are.
            let takes_formulas = parts.contents && !transposed;
            let origin = takes_formulas.then_some((from.area.row, from.area.column));
            if transposed {
                cells = (0..from.area.columns)
                    .map(|column| cells.iter().filter_map(|row| row.get(column).cloned()).collect())
                    .collect();
            }
            to.change(books, |sheet| sheet.paste(to.area, &cells, parts, origin))
        },
    )?;
    functions.add("move", |books, (from, to): (Address, Address)| {
        let everything = Parts {
            contents: true,
            values_only: false,
            formats: true,
            notes: true,
            validations: true,
        };
        let cells = from.read(books, |_, sheet| sheet.cells_of(from.area))?;
        to.read(books, |_, _| Ok(()))?;
        from.change(books, |sheet| {
            sheet.clear(from.area, everything);
            Ok(())
        })?;
        to.change(books, |sheet| sheet.paste(to.area, &cells, everything, None))
    })
}
