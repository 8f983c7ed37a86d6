//! What scripts do with sheets, their rows and their columns.

use rquickjs::{Array, Function};

use super::{
    crossing::Reader,
    functions::{BooksOfRun, Functions, Place, axis, refused},
};
use crate::state::spreadsheets::{self, Axis, Sheet, Spreadsheet};

fn read<T>(
    books: &BooksOfRun,
    Place { book, sheet }: &Place,
    read: impl FnOnce(&Sheet) -> T,
) -> spreadsheets::Result<T> {
    books.read(book, |book| book.sheet_by_id(*sheet).map(read))
}

fn copy_of(books: &BooksOfRun, sheet: &Place) -> spreadsheets::Result<Sheet> {
    books.spend_cells(read(books, sheet, |sheet| sheet.rows * sheet.columns)?)?;
    read(books, sheet, Sheet::clone)
}

fn change(
    books: &BooksOfRun,
    Place { book, sheet }: &Place,
    change: impl FnOnce(&mut Sheet),
) -> spreadsheets::Result<()> {
    books.change(book, |book| book.sheet_by_id_mut(*sheet).map(change))
}

pub(super) fn add(functions: &Functions<'_>) -> rquickjs::Result<()> {
    functions.add("sheetName", |books, (sheet,): (Place,)| {
        read(books, &sheet, |sheet| sheet.name.clone())
    })?;
    functions.add("sheetIndex", |books, (Place { book, sheet },): (Place,)| {
        books.read(&book, |book| Ok(book.place(sheet)? + 1))
    })?;
    functions.add("sheetSize", |books, (sheet,): (Place,)| {
        read(books, &sheet, |sheet| vec![sheet.rows, sheet.columns])
    })?;
    functions.add("extent", |books, (sheet,): (Place,)| {
        read(books, &sheet, |sheet| <[usize; 2]>::from(sheet.extent()).to_vec())
    })?;
    functions.add("isHidden", |books, (sheet,): (Place,)| {
        read(books, &sheet, |sheet| sheet.hidden)
    })?;
    functions.add("setHidden", |books, (sheet, hidden): (Place, bool)| {
        change(books, &sheet, |sheet| sheet.hidden = hidden)
    })?;
    functions.add("frozen", |books, (sheet, along): (Place, String)| {
        read(books, &sheet, |sheet| match axis(&along) {
            Axis::Rows => sheet.frozen_rows,
            Axis::Columns => sheet.frozen_columns,
        })
    })?;
    functions.add(
        "setFrozen",
        |books, (sheet, along, count): (Place, String, usize)| {
            change(books, &sheet, |sheet| match axis(&along) {
                Axis::Rows => sheet.frozen_rows = count.min(sheet.rows),
                Axis::Columns => sheet.frozen_columns = count.min(sheet.columns),
            })
        },
    )?;
    functions.add("trait", |books, (sheet, name): (Place, String)| {
        read(books, &sheet, |sheet| {
            sheet.traits.get(&name).map(|value| value.to_string())
        })
    })?;
    functions.add(
        "setTrait",
        |books, (sheet, name, value): (Place, String, Option<String>)| {
            change(books, &sheet, |sheet| {
                match value {
                    Some(value) => sheet.traits.insert(name, value.into()),
                    None => sheet.traits.remove(&name),
                };
            })
        },
    )?;
    add_arrangement(functions)?;
    add_lines(functions)
}

fn add_arrangement(functions: &Functions<'_>) -> rquickjs::Result<()> {
    functions.add(
        "renameSheet",
        |books, (book, sheet, name): (String, u32, String)| {
            books.change(&book, |book| {
                book.check_new_name(&name, Some(sheet))?;
                book.sheet_by_id_mut(sheet)?.name = name;
                Ok(())
            })
        },
    )?;
    functions.add(
        "insertSheet",
        |books, (book, name, place, template): (String, Option<String>, usize, Option<Place>)| {
            let template = match template {
                Some(place) => Some(copy_of(books, &place)?),
                None => None,
            };
            books.change(&book, |book| insert_sheet(book, name, place, template))
        },
    )?;
    functions.add("copySheet", |books, (sheet, book): (Place, String)| {
        let mut copy = copy_of(books, &sheet)?;
        books.change(&book, |book| {
            let name = format!("Copy of {}", copy.name);
            let is_free = book.check_new_name(&name, None).is_ok();
            copy.name = if is_free {
                name
            } else {
                book.free_name(&format!("{name} "))
            };
            book.insert_sheet(copy, usize::MAX)
        })
    })?;
    functions.add("deleteSheet", |books, (Place { book, sheet },): (Place,)| {
        books.change(&book, |book| book.delete_sheet(sheet))
    })?;
    functions.add(
        "moveSheet",
        |books, (book, sheet, place): (String, u32, usize)| {
            books.change(&book, |book| {
                let moved = book.sheets.remove(book.place(sheet)?);
                let place = place.saturating_sub(1).min(book.sheets.len());
                book.sheets.insert(place, moved);
                Ok(())
            })
        },
    )
}

fn insert_sheet(
    book: &mut Spreadsheet,
    name: Option<String>,
    place: usize,
    template: Option<Sheet>,
) -> spreadsheets::Result<u32> {
    let name = match (name, &template) {
        (Some(name), _) => name,
        (None, Some(template)) => book.free_name(&format!("Copy of {} ", template.name)),
        (None, None) => book.free_name("Sheet"),
    };
    let sheet = match template {
        Some(mut template) => {
            template.name = name;
            template
        }
        None => Sheet::new(name),
    };
    book.insert_sheet(sheet, place)
}

fn add_lines(functions: &Functions<'_>) -> rquickjs::Result<()> {
    functions.add(
        "insertLines",
        |books, (Place { book, sheet }, along, at, count): (Place, String, usize, usize)| {
            books.change(&book, |book| {
                book.insert(sheet, axis(&along), at.saturating_sub(1), count)
            })
        },
    )?;
    functions.add(
        "deleteLines",
        |books, (Place { book, sheet }, along, at, count): (Place, String, usize, usize)| {
            books.change(&book, |book| {
                book.delete(sheet, axis(&along), at.saturating_sub(1), count)
            })
        },
    )?;
    functions.add(
        "moveLines",
        |books, (Place { book, sheet }, along, at, count, to): (Place, String, usize, usize, usize)| {
            let (at, to) = (at.saturating_sub(1), to.saturating_sub(1));
            books.change(&book, |book| {
                book.sheet_by_id_mut(sheet)?.shift(axis(&along), at, count, to)
            })
        },
    )?;
    functions.add_crossing(
        "append",
        |ctx, books, (Place { book, sheet }, values, simplify): (Place, Array<'_>, Function<'_>)| {
            let zone = books
                .read(&book, |book| Ok(book.zone()))
                .map_err(|refusal| refused(ctx, &refusal))?;
            let values = Reader::new(ctx, zone, simplify, books).row(&values)?;
            books
                .spend_cells(values.len())
                .map_err(|refusal| refused(ctx, &refusal))?;
            let appended = books.change(&book, |book| book.append(sheet, values));
            appended.map_err(|refusal| refused(ctx, &refusal))
        },
    )
}
