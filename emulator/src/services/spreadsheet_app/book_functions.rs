//! What scripts do with whole spreadsheets.

use rquickjs::convert::List;

use super::functions::{Address, Functions};
use crate::state::spreadsheets::{Area, Sheet, Spreadsheet, SpreadsheetError, split_sheet};

pub(super) fn add(functions: &Functions<'_>) -> rquickjs::Result<()> {
    functions.add("exists", |books, (id,): (String,)| {
        Ok(books.read(&id, |_| Ok(())).is_ok())
    })?;
    functions.add(
        "create",
        |books, (name, rows, columns): (String, usize, usize)| {
            let mut book = Spreadsheet::new(name);
            book.insert_sheet(Sheet::with_size("Sheet1", rows, columns), 0)?;
            books.create(book)
        },
    )?;
    functions.add("copyBook", |books, (id, name): (String, String)| {
        let copy = books.read(&id, |book| {
            books.spend_cells(book.size())?;
            Ok(book.copy(name))
        })?;
        books.create(copy)
    })?;
    functions.add_plain("save", |books| books.save())?;
    functions.add("bookName", |books, (id,): (String,)| {
        books.read(&id, |book| Ok(book.name.clone()))
    })?;
    functions.add("bookUrl", |books, (id,): (String,)| {
        books.read(&id, |book| Ok(book.url()))
    })?;
    functions.add("bookLocale", |books, (id,): (String,)| {
        books.read(&id, |book| Ok(book.locale.clone()))
    })?;
    functions.add("bookTimeZone", |books, (id,): (String,)| {
        books.read(&id, |book| Ok(book.time_zone.clone()))
    })?;
    functions.add("renameBook", |books, (id, name): (String, String)| {
        books.change(&id, |book| {
            book.name = name;
            Ok(())
        })
    })?;
    functions.add("setBookLocale", |books, (id, locale): (String, String)| {
        books.change(&id, |book| {
            book.locale = locale;
            Ok(())
        })
    })?;
    functions.add("setBookTimeZone", |books, (id, zone): (String, String)| {
        books.change(&id, |book| {
            jiff::tz::TimeZone::get(&zone)
                .map_err(|_| SpreadsheetError::new(format!("Invalid argument: {zone}")))?;
            book.time_zone = Some(zone);
            Ok(())
        })
    })?;
    functions.add("sheets", |books, (id,): (String,)| {
        books.read(&id, |book| {
            Ok(book.sheets.iter().map(|sheet| sheet.id).collect::<Vec<_>>())
        })
    })?;
    functions.add("sheetNamed", |books, (id, name): (String, String)| {
        books.read(&id, |book| {
            let found = book.sheets.iter().find(|sheet| sheet.name == name);
            Ok(found.map(|sheet| sheet.id))
        })
    })?;
    add_ranges(functions)
}

fn add_ranges(functions: &Functions<'_>) -> rquickjs::Result<()> {
    functions.add("range", |books, (id, sheet, text): (String, u32, String)| {
        books.read(&id, |book| find_range(book, sheet, &text))
    })?;
    functions.add("namedRange", |books, (id, name): (String, String)| {
        books.read(&id, |book| {
            let found = book.named_ranges.get(&name).copied();
            Ok(found.map(|(sheet, area)| located(sheet, area)))
        })
    })?;
    functions.add("rangeNames", |books, (id,): (String,)| {
        books.read(&id, |book| {
            Ok(book.named_ranges.keys().cloned().collect::<Vec<_>>())
        })
    })?;
    functions.add("setNamedRange", |books, (name, address): (String, Address)| {
        let invalid = name.is_empty()
            || name.contains(|letter: char| letter != '_' && letter != '.' && !letter.is_alphanumeric());
        if invalid || name.starts_with(|letter: char| letter.is_ascii_digit()) {
            return Err(SpreadsheetError::new("Invalid name for the range."));
        }
        books.change(&address.book, |book| {
            book.sheet_by_id(address.sheet)?.check(address.area)?;
            book.named_ranges.insert(name, (address.sheet, address.area));
            Ok(())
        })
    })?;
    functions.add("removeNamedRange", |books, (id, name): (String, String)| {
        books.change(&id, |book| Ok(book.named_ranges.remove(&name).is_some()))
    })
}

/// The sheet's ID, row, column, rows and columns, counted from 1.
type Located = List<(u32, usize, usize, usize, usize)>;

fn located(sheet: u32, area: Area) -> Located {
    List((sheet, area.row + 1, area.column + 1, area.rows, area.columns))
}

/// `A1:B2`, `Items!A:C` or the name of a range.
fn find_range(book: &Spreadsheet, sheet: u32, text: &str) -> Result<Located, SpreadsheetError> {
    if let Some((sheet, area)) = book.named_ranges.get(text) {
        return Ok(located(*sheet, *area));
    }
    let (name, cells) = split_sheet(text);
    let sheet = match name {
        None => book.sheet_by_id(sheet)?,
        Some(name) => {
            let found = book
                .sheets
                .iter()
                .find(|sheet| sheet.name.to_lowercase() == name.to_lowercase());
            found.ok_or_else(SpreadsheetError::no_such_range)?
        }
    };
    Ok(located(sheet.id, sheet.named(cells)?))
}
