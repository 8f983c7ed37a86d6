//! A grid of 50,000 rows into structs: by `Table`, and by hand from `Vec<Vec<Value>>`.
//!
//! `cargo bench -p apps-script --bench table`. Both ways run in one process, in turns, so that neither has the warmer
//! cache; the median of the rounds is what counts. Memory is counted by the allocator: at its peak, above the input.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::{
    fmt::Write,
    hint::black_box,
    time::{Duration, Instant},
};

use allocation_counter::measure;
use apps_script::Table;
use serde::Deserialize;
use serde_json::Value;

const ROWS: usize = 50_000;
const ROUNDS: usize = 21;

#[derive(Debug, Deserialize, PartialEq)]
struct Order {
    #[serde(rename = "Date")]
    date: String,
    #[serde(rename = "SKU")]
    sku: String,
    #[serde(rename = "Customer")]
    customer: String,
    #[serde(rename = "Count")]
    count: u32,
    #[serde(rename = "Price")]
    price: f64,
    #[serde(rename = "Note")]
    note: Option<String>,
}

/// What `getValues()` of a sheet of orders is; every fourth row has a note.
fn grid() -> String {
    let mut json = r#"[["Date","SKU","Customer","Count","Price","Note"]"#.to_owned();
    for row in 0..ROWS {
        let note = if row % 4 == 0 { "call before" } else { "" };
        let (day, count, cents) = (row % 28 + 1, row % 97, row % 100);
        write!(
            json,
            r#",["2024-02-{day:02}","BOLT-{row:06}","Customer number {row:05}",{count},{}.{cents:02},"{note}"]"#,
            row % 1000
        )
        .unwrap();
    }
    json.push(']');
    json
}

fn by_table(json: &str) -> Vec<Order> {
    serde_json::from_str::<Table<Order>>(json).unwrap().into_rows()
}

/// As a user writes it who moves the texts and copies nothing.
fn by_hand(json: &str) -> Vec<Order> {
    let grid: Vec<Vec<Value>> = serde_json::from_str(json).unwrap();
    let mut rows = grid.into_iter();
    let header = rows.next().unwrap();
    let column = |name: &str| header.iter().position(|cell| cell == name).unwrap();
    let [date, sku, customer, count, price, note] =
        ["Date", "SKU", "Customer", "Count", "Price", "Note"].map(column);
    rows.map(|mut cells| Order {
        date: text(&mut cells, date),
        sku: text(&mut cells, sku),
        customer: text(&mut cells, customer),
        count: u32::try_from(cells.get(count).unwrap().as_u64().unwrap()).unwrap(),
        price: cells.get(price).unwrap().as_f64().unwrap(),
        note: Some(text(&mut cells, note)).filter(|note| !note.is_empty()),
    })
    .collect()
}

fn text(cells: &mut [Value], column: usize) -> String {
    match cells.get_mut(column).unwrap().take() {
        Value::String(text) => text,
        other => panic!("{other} is not text"),
    }
}

fn main() {
    type Way = (&'static str, fn(&str) -> Vec<Order>);
    let ways: [Way; 2] = [("Table<Order>", by_table), ("Vec<Vec<Value>> by hand", by_hand)];
    let json = grid();
    assert_eq!(by_table(&json), by_hand(&json));

    let mut times: [Vec<Duration>; 2] = Default::default();
    for round in 0..ROUNDS {
        for turn in 0..ways.len() {
            let place = (round + turn) % ways.len();
            let (Some((_, way)), Some(times)) = (ways.get(place), times.get_mut(place)) else {
                continue;
            };
            let start = Instant::now();
            let rows = black_box(way(black_box(&json)));
            times.push(start.elapsed());
            drop(rows);
        }
    }

    println!(
        "{ROWS} rows, {:.1} MB of JSON, median of {ROUNDS} rounds",
        megabytes(json.len())
    );
    for ((name, way), times) in ways.iter().zip(&mut times) {
        let mut rows = Vec::new();
        let memory = measure(|| rows = way(&json));
        times.sort();
        let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
        println!(
            "{name:24} {:6.1} ms   peak {:5.1} MB, of which the rows are {:5.1} MB; {} allocations",
            median.as_secs_f64() * 1e3,
            memory.bytes_max as f64 / 1e6,
            memory.bytes_current as f64 / 1e6,
            memory.count_total,
        );
    }
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
