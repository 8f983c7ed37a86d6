//! Spreadsheets, for tests in any language to fill and to read. `{name}` is the name of one, or its ID.
//!
//! - `GET /_emulator/spreadsheets` lists them: `[{ "id": "1a…", "name": "Stock", "sheets": ["Items"] }]`.
//! - `GET /_emulator/spreadsheets/Stock` gives the values:
//!   `{ "id": "1a…", "name": "Stock", "sheets": { "Items": [["sku", "stock"], ["A-1", 5]] } }`. An empty cell is `null`,
//!   and a date is a text such as `2026-01-31 08:30:00`.
//! - With `accept: text/csv` it gives what a person sees in one sheet: the first, or that of `?sheet=Items`.
//! - `PUT` takes either form, and replaces the spreadsheet's sheets, or makes a spreadsheet of this name. CSV, and rows
//!   without the names of sheets (`[["sku"], ["A-1"]]`), are one sheet, which `?sheet=` may name. Texts are taken as a
//!   person would type them: `=A1` is a formula, `2026-01-31` a date.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::civil::{DateTime, Time};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::refused::Refused;
use crate::{
    backend::Backend,
    engine::json_number,
    state::{
        files::Files,
        spreadsheets::{CellValue, Patience, Sheet, Spreadsheet},
    },
};

const CSV: &str = "text/csv";

/// The name of a sheet that is given none, as at Google.
const FIRST_SHEET: &str = "Sheet1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    sheet: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    id: Option<String>,
    name: Option<String>,
    sheets: Map<String, Value>,
}

pub(super) async fn list(State(backend): State<Arc<Backend>>) -> Json<Value> {
    let books = backend.spreadsheets.ids().into_iter();
    let listed = books
        .filter_map(|id| find(&backend, &id))
        .map(|book| json!({ "id": book.id, "name": book.name, "sheets": book.sheet_names() }));
    Json(listed.collect())
}

pub(super) async fn show(
    State(backend): State<Arc<Backend>>,
    Path(name): Path<String>,
    Query(Which { sheet }): Query<Which>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let book = find(&backend, &name).ok_or_else(|| missing(&format!("spreadsheet {name:?}")))?;
    if !names(&headers, header::ACCEPT, CSV) {
        let wanted = |name: &str| sheet.as_deref().is_none_or(|wanted| wanted == name);
        let sheets = book.sheets.iter().filter(|sheet| wanted(sheet.name()));
        let sheets: Map<String, Value> = sheets
            .map(|sheet| (sheet.name().to_owned(), values(sheet)))
            .collect();
        return match (&sheet, sheets.is_empty()) {
            (Some(sheet), true) => Err(missing(&format!("sheet {sheet:?}"))),
            _ => Ok(Json(json!({ "id": book.id, "name": book.name, "sheets": sheets })).into_response()),
        };
    }
    let found = match &sheet {
        Some(sheet) => book.get(sheet),
        None => book.sheets.first(),
    };
    let found = found.ok_or_else(|| missing(&format!("sheet {:?}", sheet.unwrap_or_default())))?;
    Ok(([(header::CONTENT_TYPE, CSV)], found.to_csv()).into_response())
}

pub(super) async fn put(
    State(backend): State<Arc<Backend>>,
    Path(name): Path<String>,
    Query(Which { sheet }): Query<Which>,
    headers: HeaderMap,
    body: String,
) -> Result<(StatusCode, Json<Value>), Refused> {
    let book = if names(&headers, header::CONTENT_TYPE, CSV) {
        let sheet = sheet.as_deref().unwrap_or(FIRST_SHEET);
        Spreadsheet::new(&name).sheet(Sheet::from_csv(sheet, &body).map_err(Refused::because)?)
    } else {
        let body = serde_json::from_str(&body).map_err(Refused::because)?;
        of_json(&name, sheet.as_deref(), body)?
    };
    let (status, id) = match find(&backend, &name) {
        Some(found) => (StatusCode::OK, replace(&backend, &found.id, book)?),
        None => {
            let files = Files::of(&backend.store, &backend.spreadsheets);
            let created = files.create(book, &backend.people.owner, None);
            let id = created.map_err(|fault| Refused::because(fault.message()))?;
            (StatusCode::CREATED, id)
        }
    };
    backend.spreadsheets.save().map_err(Refused::because)?;
    Ok((status, Json(json!({ "id": id }))))
}

/// Whether a header names this media type, perhaps among others.
fn names(headers: &HeaderMap, header: header::HeaderName, media_type: &str) -> bool {
    let value = headers.get(header).and_then(|value| value.to_str().ok());
    value.is_some_and(|value| value.to_ascii_lowercase().contains(media_type))
}

/// The spreadsheet of this ID, or else the first of this name.
fn find(backend: &Backend, name: &str) -> Option<Spreadsheet> {
    let patience = Patience::endless();
    let read = |id: &str| {
        backend
            .spreadsheets
            .read(id, &patience, |book| Ok(book.clone()))
            .ok()
    };
    read(name).or_else(|| {
        let ids = backend.spreadsheets.ids();
        let id = ids.iter().find(|id| {
            backend
                .spreadsheets
                .name(id, &patience)
                .is_ok_and(|known| known == name)
        })?;
        read(id)
    })
}

fn missing(what: &str) -> Refused {
    Refused(StatusCode::NOT_FOUND, format!("there is no {what}"))
}

fn replace(backend: &Backend, id: &str, book: Spreadsheet) -> Result<String, Refused> {
    let changed = backend.spreadsheets.change(id, &Patience::endless(), |found| {
        found.sheets = book.sheets;
        found.named_ranges.clear();
        Ok(())
    });
    changed.map_err(Refused::because)?;
    Ok(id.to_owned())
}

fn of_json(name: &str, sheet: Option<&str>, body: Value) -> Result<Spreadsheet, Refused> {
    let mut book = Spreadsheet::new(name);
    if body.is_array() {
        return Ok(book.sheet(sheet_of(sheet.unwrap_or(FIRST_SHEET), &body)?));
    }
    let given: Given = serde_json::from_value(body).map_err(Refused::because)?;
    let is_other = |given: &Option<String>| given.as_ref().is_some_and(|given| given != name);
    if is_other(&given.name) && is_other(&given.id) {
        return Err(Refused::because(format!(
            "the name in the body is not {name:?}, that of the path"
        )));
    }
    if given.sheets.is_empty() {
        return Err(Refused::because("a spreadsheet has one sheet at least"));
    }
    if let Some(id) = given.id {
        book = book.id(id);
    }
    for (name, rows) in &given.sheets {
        book = book.sheet(sheet_of(name, rows)?);
    }
    Ok(book)
}

fn sheet_of(name: &str, rows: &Value) -> Result<Sheet, Refused> {
    let not_rows = || Refused::because(format!("sheet {name:?} is not an array of rows"));
    let mut sheet = Sheet::new(name);
    for (place, row) in rows.as_array().ok_or_else(not_rows)?.iter().enumerate() {
        let row = row.as_array().ok_or_else(not_rows)?;
        let cells: Result<Vec<_>, _> = row
            .iter()
            .enumerate()
            .map(|(column, value)| {
                cell(value).ok_or_else(|| {
                    let place = format!("row {}, column {}", place + 1, column + 1);
                    Refused::because(format!(
                        "sheet {name:?}, {place}: a cell is a text, a number, a boolean or null, not {value}"
                    ))
                })
            })
            .collect();
        sheet = sheet.row(cells?).map_err(Refused::because)?;
    }
    Ok(sheet)
}

fn cell(value: &Value) -> Option<CellValue> {
    Some(match value {
        Value::Null => CellValue::Empty,
        Value::Bool(boolean) => (*boolean).into(),
        Value::Number(number) => number.as_f64()?.into(),
        Value::String(text) => text.as_str().into(),
        Value::Array(_) | Value::Object(_) => return None,
    })
}

fn values(sheet: &Sheet) -> Value {
    let rows = sheet.values().into_iter();
    rows.map(|row| row.into_iter().map(value).collect::<Value>())
        .collect()
}

fn value(cell: CellValue) -> Value {
    match cell {
        CellValue::Empty => Value::Null,
        CellValue::Boolean(boolean) => boolean.into(),
        CellValue::Number(number) => json_number(number).unwrap_or_default(),
        CellValue::Text(text) => text.into(),
        CellValue::DateTime(date_time) => typed(date_time).into(),
    }
}

/// As a person types a date.
fn typed(date_time: DateTime) -> String {
    if date_time.time() == Time::midnight() {
        return date_time.date().to_string();
    }
    date_time.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
