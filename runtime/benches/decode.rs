//! What reading an answer costs, against `serde_json::from_slice` on the same bytes and types.
//!
//! `cargo bench -p apps-script --bench decode` prints the least time of either, taken in turns, and their ratio.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a program that measures"
)]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use apps_script::{__private_0_1_0::Outcome, Error};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

const ROUNDS: usize = 40;

#[derive(Deserialize)]
#[allow(dead_code, reason = "the fields are there to be read")]
struct Item {
    sku: String,
    stock: u32,
    price: f64,
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
#[allow(dead_code, reason = "the fields are there to be read")]
enum Cell {
    Integer(i64),
    Float(f64),
    Text(String),
}

/// What is read without this crate.
#[derive(Deserialize)]
struct Plain<T> {
    response: PlainResponse<T>,
}

#[derive(Deserialize)]
struct PlainResponse<T> {
    result: T,
}

fn answer(result: &Value) -> Vec<u8> {
    let body = json!({
        "done": true,
        "response": {"@type": "type.googleapis.com/google.apps.script.v1.ExecutionResponse", "result": result}
    });
    serde_json::to_vec(&body).unwrap()
}

fn items(count: usize) -> Value {
    let item = |number: usize| {
        json!({
            "sku": format!("BOLT-{number}"),
            "stock": number % 1000,
            "price": number as f64 / 100.0 + 0.01,
            "tags": ["steel", "metric"],
        })
    };
    (0..count).map(item).collect()
}

fn grid(count: usize) -> Value {
    let row = |number: usize| {
        json!([
            format!("BOLT-{number}"),
            number % 1000,
            number as f64 / 100.0 + 0.01,
            "steel",
            number * 7,
            "metric bolts of steel",
        ])
    };
    (0..count).map(row).collect()
}

fn timed<R>(work: impl FnOnce() -> R) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let time = start.elapsed();
    drop(result);
    time
}

fn compare<T: DeserializeOwned>(name: &str, body: &[u8])
where
    Result<T, Error>: Outcome,
{
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        let plain = timed(|| {
            serde_json::from_slice::<Plain<T>>(black_box(body))
                .unwrap()
                .response
                .result
        });
        let ours = timed(|| <Result<T, Error> as Outcome>::decode(200, black_box(body)).unwrap());
        best = [best[0].min(plain), best[1].min(ours)];
    }
    let [plain, ours] = best;
    let ratio = ours.as_secs_f64() / plain.as_secs_f64();
    println!(
        "{name:<24} {:>4.1} MB   serde_json {plain:>9.2?}   apps-script {ours:>9.2?}   ratio {ratio:.2}",
        body.len() as f64 / 1e6
    );
}

fn main() {
    let items = answer(&items(46_000));
    let grid = answer(&grid(51_500));
    compare::<Vec<Item>>("structs", &items);
    compare::<Vec<Value>>("objects as Value", &items);
    compare::<Vec<Vec<Value>>>("grid of Value", &grid);
    compare::<Vec<Vec<Cell>>>("grid of an untagged enum", &grid);
    compare::<Vec<(String, u32, f64, String, u64, String)>>("grid of tuples", &grid);
}
