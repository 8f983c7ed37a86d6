//! What scripts have left behind: spreadsheets, properties, files and emails.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use maud::{Markup, html};

use super::shortened;
use crate::{
    backend::Backend,
    state::{
        drive::DriveFile,
        files::Files,
        outbox::Email,
        properties,
        spreadsheets::{Patience, Sheet, Spreadsheet, column_letters, display},
    },
};

/// How long the page waits for one spreadsheet.
const LONGEST_WAIT: Duration = Duration::from_millis(500);

/// How many rows and columns of a sheet are shown, and how many of everything else.
const ROWS: usize = 100;
const COLUMNS: usize = 40;
const SHOWN: usize = 200;

pub(super) fn all(backend: &Backend) -> Markup {
    let books = backend.spreadsheets.ids();
    let properties = properties::all(&backend.store);
    let files = Files::of(&backend.store, &backend.spreadsheets).files();
    let (sent, drafts) = (backend.outbox.sent(), backend.outbox.drafts());
    html! {
        @if books.is_empty() && properties.is_empty() && files.is_empty() && sent.is_empty() && drafts.is_empty() {
            p.quiet { "Nothing yet: spreadsheets, properties, files and emails of scripts are shown here." }
        }
        @for id in books.iter().take(SHOWN) { (book(backend, id)) }
        @for (area, kept) in &properties { (properties_of(area, kept)) }
        @if !files.is_empty() { (drive(&files)) }
        @if !sent.is_empty() { (emails("sent", "Outbox", &sent)) }
        @if !drafts.is_empty() { (emails("drafts", "Drafts", &drafts)) }
    }
}

/// One box that can be opened. What a reader has opened is found again by its ID.
fn folded(id: &str, kind: &str, name: &str, content: &Markup) -> Markup {
    html! {
        div.kept id=(format!("kept-{id}")) {
            details {
                summary { span.kind { (kind) } " " code.name { (name) } }
                div.details { (content) }
            }
        }
    }
}

fn book(backend: &Backend, id: &str) -> Markup {
    // A page does not wait long for a run that holds the spreadsheet.
    let until = Instant::now() + LONGEST_WAIT;
    let gives_up = || Instant::now() > until;
    let patience = Patience::new(&gives_up);
    let shown = backend
        .spreadsheets
        .read(id, &patience, |book| Ok((book.name.clone(), sheets(book))));
    let (name, content) = shown.unwrap_or_else(|_| {
        let busy = html! { p.quiet { "A run works on it, or its formulas take long." } };
        (id.to_owned(), busy)
    });
    folded(id, "Spreadsheet", &name, &content)
}

fn sheets(book: &Spreadsheet) -> Markup {
    html! {
        p.quiet { "ID " code { (book.id) } }
        @for sheet in &book.sheets {
            h3 { (sheet.name()) }
            (grid(sheet))
        }
    }
}

fn grid(sheet: &Sheet) -> Markup {
    let (rows, columns) = sheet.extent();
    let (shown_rows, shown_columns) = (rows.min(ROWS), columns.min(COLUMNS));
    html! {
        @if rows == 0 {
            p.quiet { "empty" }
        } @else {
            div.grid tabindex="0" {
                table {
                    thead {
                        tr {
                            th {}
                            @for column in 0..shown_columns { th scope="col" { (column_letters(column)) } }
                        }
                    }
                    tbody {
                        @for row in 0..shown_rows {
                            tr {
                                th scope="row" { (row + 1) }
                                @for column in 0..shown_columns { (cell(sheet, row, column)) }
                            }
                        }
                    }
                }
            }
        }
        @if rows > ROWS || columns > COLUMNS {
            p.quiet { (rows) " rows and " (columns) " columns; the first " (shown_rows) " and " (shown_columns) " are shown." }
        }
    }
}

/// The value, with the formula for those who point at it.
fn cell(sheet: &Sheet, row: usize, column: usize) -> Markup {
    let cell = sheet.cell(row, column);
    let formula = cell.and_then(|cell| cell.formula.as_deref());
    html! {
        td.formula[formula.is_some()] title=[formula] {
            @if let Some(cell) = cell { (shortened::text(&display(cell))) }
        }
    }
}

fn properties_of(area: &str, kept: &BTreeMap<String, String>) -> Markup {
    let rows = html! {
        table {
            thead { tr { th scope="col" { "Key" } th scope="col" { "Value" } } }
            tbody {
                @for (key, value) in kept.iter().take(SHOWN) {
                    tr { td { (key) } td { (shortened::text(value)) } }
                }
            }
        }
    };
    folded(&format!("properties-{area}"), "Properties", area, &rows)
}

fn drive(files: &[DriveFile]) -> Markup {
    let rows = html! {
        table {
            thead {
                tr {
                    @for name in ["Path", "Type", "Size", "ID"] { th scope="col" { (name) } }
                }
            }
            tbody {
                @for file in files.iter().take(SHOWN) {
                    tr {
                        td { (file.path) @if file.trashed { " (in the trash)" } }
                        td { (file.mime_type) }
                        td { (file.content.len()) }
                        td { code { (file.id) } }
                    }
                }
            }
        }
    };
    folded("drive", "Drive", &format!("{} files", files.len()), &rows)
}

fn emails(id: &str, kind: &str, emails: &[Email]) -> Markup {
    let list = html! {
        @for email in emails.iter().rev().take(SHOWN) {
            h3 { (email.subject) }
            p.quiet {
                "to " (email.to.join(", "))
                @if !email.cc.is_empty() { ", cc " (email.cc.join(", ")) }
                @if !email.bcc.is_empty() { ", bcc " (email.bcc.join(", ")) }
                @if !email.attachments.is_empty() { ", " (email.attachments.len()) " files" }
            }
            pre { (shortened::text(&email.body)) }
        }
    };
    folded(id, kind, &format!("{} emails", emails.len()), &list)
}
