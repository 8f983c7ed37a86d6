//! Cancels runs at every moment: the run ends, and nothing else does.

use std::{sync::Arc, time::Duration};

use apps_script_emulator::{Emulator, EmulatorBuilder, Spreadsheet};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinSet};

use crate::calling::run;

/// How many runs the stress test cancels, and how many of them go on at a time.
const RUNS: u64 = 2_000;
const AT_ONCE: u64 = 8;

/// The code of an answer to a run that was cancelled.
const CANCELLED: u64 = 1;

fn builder() -> EmulatorBuilder {
    Emulator::builder()
        .project(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/cancelling"))
        .container(Spreadsheet::new("container"))
}

async fn start(builder: EmulatorBuilder) -> Arc<Emulator> {
    Arc::new(builder.start().await.unwrap())
}

/// Waits until some run has logged this.
async fn until_logged(emulator: &Emulator, message: &str) -> u64 {
    let mut changes = emulator.execution_changes();
    loop {
        let executions = emulator.executions();
        let logged = |line: &apps_script_emulator::LogEntry| line.message == message;
        if let Some(found) = executions
            .iter()
            .find(|execution| execution.logs.iter().any(logged))
        {
            return found.id;
        }
        assert!(changes.changed().await);
    }
}

fn spawn(
    emulator: &Arc<Emulator>,
    function: &'static str,
    parameters: Value,
) -> tokio::task::JoinHandle<Value> {
    let emulator = Arc::clone(emulator);
    tokio::spawn(async move { run(&emulator, function, parameters).await })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_is_cancelled_before_it_writes_values_ends_alone() {
    for rows in 880..884 {
        assert_ends_alone("blockThenWrite", json!([rows])).await;
    }
}

/// The engine looks every 10,000 steps whether the run must end. One step more moves the look from the function that
/// is called with a value to what calls it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_is_cancelled_while_it_searches_a_list_ends_alone() {
    for method in ["find", "findIndex", "findLast", "findLastIndex"] {
        for steps in 0..2 {
            assert_ends_alone("blockThenSearch", json!([method, steps])).await;
        }
    }
}

/// Cancels a run while it blocks.
async fn assert_ends_alone(function: &'static str, parameters: Value) {
    let emulator = start(builder()).await;
    let cancelled = spawn(&emulator, function, parameters);
    let id = until_logged(&emulator, "blocked").await;
    emulator.cancel_execution(id);
    let answer = cancelled.await.unwrap();
    assert_eq!(answer["error"]["code"], CANCELLED, "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_is_cancelled_while_it_waits_for_spreadsheets_ends_alone() {
    let emulator = start(builder()).await;
    let busy = spawn(&emulator, "keepSpreadsheetsBusy", json!([]));
    let busy_id = until_logged(&emulator, "busy").await;
    for rows in 880..890 {
        let cancelled = spawn(&emulator, "writeAfterWait", json!([rows]));
        let id = until_logged(&emulator, &format!("writes {rows}")).await;
        assert!(emulator.cancel_execution(id));
        let answer = cancelled.await.unwrap();
        assert_eq!(answer["error"]["code"], CANCELLED, "{answer}");
    }
    assert!(emulator.cancel_execution(busy_id));
    let answer = busy.await.unwrap();
    assert_eq!(answer["error"]["code"], CANCELLED, "{answer}");
}

/// A server that takes requests and never answers.
async fn silent_host() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((connection, _)) = listener.accept().await {
            kept.push(connection);
        }
    });
    host
}

/// Whole numbers that look random, the same ones each time.
fn scattered(place: u64) -> u64 {
    let mixed = (place + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40
}

/// No run of these ends by itself, so that each must end as cancelled, whenever that happens.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thousands_of_runs_are_cancelled_at_random_moments() {
    let host = silent_host().await;
    let emulator = start(builder().allow_host(&host).memory_limit(32 * 1024 * 1024)).await;
    let url = format!("http://{host}/");
    let mut runs = JoinSet::new();
    let mut cancelled = 0;
    for place in 0..RUNS {
        let (emulator, url) = (Arc::clone(&emulator), url.clone());
        runs.spawn(async move {
            let run = run(&emulator, "workWithoutEnd", json!([scattered(place) >> 8, url]));
            let cancel = async {
                tokio::time::sleep(Duration::from_micros(scattered(place) % 20_000)).await;
                while !emulator.cancel_execution(place + 1) {
                    tokio::task::yield_now().await;
                }
            };
            tokio::join!(run, cancel).0
        });
        if runs.len() as u64 >= AT_ONCE {
            cancelled += count(runs.join_next().await);
        }
    }
    while let Some(ended) = runs.join_next().await {
        cancelled += count(Some(ended));
    }
    println!("{cancelled} runs were cancelled at random moments");
    assert_eq!(cancelled, RUNS);
}

fn count(ended: Option<Result<Value, tokio::task::JoinError>>) -> u64 {
    let answer = ended.unwrap().unwrap();
    assert_eq!(answer["error"]["code"], CANCELLED, "{answer}");
    1
}
