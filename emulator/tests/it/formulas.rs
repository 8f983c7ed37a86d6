//! Formulas, and what a person sees in their cells.

mod arrays;
mod conditions;
mod dates;
mod lacking;
mod lookups;
mod numbers;
mod references;
mod spilling;
mod texts;

use apps_script_emulator::{Emulator, EmulatorBuilder, Sheet, Spreadsheet};

const ITEMS: &str = "\
sku,stock,price,counted,kind
A-1,5,2.5,2026-11-24,tool
B-2,12,1,2026-01-31,part
C-3,,n/a,,tool
d-4,7,4,2026-02-28,TRUE
";

/// Where the formula is: to the right of the items, in their first row.
const CELL: &str = "H1";
const COLUMN: usize = 7;

fn book() -> Spreadsheet {
    Spreadsheet::new("Stock")
        .id("stock-id")
        .time_zone("Europe/Berlin")
        .sheet(Sheet::from_csv("Items", ITEMS).unwrap())
        .sheet(Sheet::from_csv("My own", "10,20\n30,=Items!B2*2\nx,#N/A\n").unwrap())
}

/// Of a project whose `evaluate` runs the body of a function over the container spreadsheet.
fn builder() -> EmulatorBuilder {
    Emulator::builder().project(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/spreadsheets"))
}

async fn emulator() -> Emulator {
    builder().container(book()).start().await.unwrap()
}

/// What the cells from the formula's on show: `|` between those of a row, `;` between rows.
fn shown(emulator: &Emulator, formula: &str) -> String {
    emulator.change_spreadsheet("stock-id", |stock| {
        *stock = book();
        let items = stock.get_mut("Items").unwrap();
        items.set(CELL, formula).unwrap();
    });
    let stock = emulator.spreadsheet("stock-id").unwrap();
    let rows = stock.get("Items").unwrap().display_values();
    let rows = rows
        .iter()
        .map(|row| row.get(COLUMN..).unwrap_or_default().join("|"));
    let mut rows: Vec<_> = rows.collect();
    while rows
        .last()
        .is_some_and(|row| rows.len() > 1 && row.chars().all(|letter| letter == '|'))
    {
        rows.pop();
    }
    rows.join(";")
}

/// Compares what each formula shows.
async fn check(rows: &[(&str, &str)]) {
    let emulator = emulator().await;
    let mut wrong = Vec::new();
    for (formula, expected) in rows {
        let found = shown(&emulator, formula);
        if found != *expected {
            wrong.push(format!("{formula}\n  shows {found}\n  not   {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
