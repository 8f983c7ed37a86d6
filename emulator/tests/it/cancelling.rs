//! Cancels runs at every moment: the run ends, and nothing else does.

use std::{
    sync::{Arc, Condvar, Mutex, OnceLock},
    time::Duration,
};

use apps_script_emulator::{Emulator, EmulatorBuilder, ExecutionStatus, Spreadsheet};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinSet};

use crate::calling::run;

/// How many runs the stress test cancels, and how many of them go on at a time.
const RUNS: u64 = 2_000;
const AT_ONCE: usize = 8;

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
    let builder = builder().allow_host(&host).kept_executions(0);
    let emulator = start(builder.memory_limit(32 * 1024 * 1024)).await;
    let url = format!("http://{host}/");
    let mut runs = JoinSet::new();
    let mut cancelled = 0;
    for place in 0..RUNS {
        let (one, url) = (Arc::clone(&emulator), url.clone());
        runs.spawn(async move { run(&one, "workWithoutEnd", json!([scattered(place) >> 8, url])).await });
        tokio::spawn(cancel(Arc::clone(&emulator), place + 1));
        if runs.len() >= AT_ONCE {
            cancelled += count(runs.join_next().await);
        }
        // On a busy machine, threads end later than their runs are answered.
        let mut changes = emulator.execution_changes();
        while emulator.executions().len() >= 2 * AT_ONCE {
            assert!(changes.changed().await);
        }
    }
    while let Some(ended) = runs.join_next().await {
        cancelled += count(Some(ended));
    }
    println!("{cancelled} runs were cancelled at random moments");
    assert_eq!(cancelled, RUNS);
}

/// Cancels the run of this ID once it has begun and some time has passed.
async fn cancel(emulator: Arc<Emulator>, id: u64) {
    tokio::time::sleep(Duration::from_micros(scattered(id) % 12_000)).await;
    while !emulator.cancel_execution(id) {
        tokio::task::yield_now().await;
    }
}

fn count(ended: Option<Result<Value, tokio::task::JoinError>>) -> u64 {
    let answer = ended.unwrap().unwrap();
    assert_eq!(answer["error"]["code"], CANCELLED, "{answer}");
    1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_run_has_no_effect_any_more() {
    let itself: Arc<OnceLock<Arc<Emulator>>> = Arc::default();
    let cancels = Arc::clone(&itself);
    let cancel = move |_| Ok(json!(cancels.get().unwrap().cancel_execution(1)));
    let emulator = start(builder().fake("Test.cancel", cancel)).await;
    assert!(itself.set(Arc::clone(&emulator)).is_ok());
    let answer = run(&emulator, "actAfterCancel", json!([])).await;
    assert_eq!(answer["error"]["code"], CANCELLED, "{answer}");
    assert_eq!(emulator.script_properties().all().len(), 0);
}

/// Holds those who come until it opens, and counts them.
#[derive(Default)]
struct Gate {
    state: Mutex<(bool, usize)>,
    changed: Condvar,
}

impl Gate {
    fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        state.1 += 1;
        self.changed.notify_all();
        drop(self.changed.wait_while(state, |(is_open, _)| !*is_open).unwrap());
    }

    fn wait_for(&self, count: usize) {
        let state = self.state.lock().unwrap();
        drop(self.changed.wait_while(state, |(_, came)| *came < count).unwrap());
    }

    fn open(&self) {
        self.state.lock().unwrap().0 = true;
        self.changed.notify_all();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_goes_on_is_answered_and_counts_until_its_thread_ends() {
    let gate = Arc::new(Gate::default());
    let blocking = Arc::clone(&gate);
    let block = move |_| {
        blocking.pass();
        Ok(json!(null))
    };
    let emulator = start(builder().fake("Test.block", block)).await;
    let runs: Vec<_> = (0..30)
        .map(|_| spawn(&emulator, "callWithoutEnd", json!([])))
        .collect();
    let waits = Arc::clone(&gate);
    tokio::task::spawn_blocking(move || waits.wait_for(30))
        .await
        .unwrap();
    for id in 1..=30 {
        assert!(!emulator.execution(id).unwrap().is_ending);
        assert!(emulator.cancel_execution(id));
    }
    for run in runs {
        assert_eq!(run.await.unwrap()["error"]["code"], CANCELLED);
    }
    for execution in emulator.executions() {
        assert_eq!(execution.status, ExecutionStatus::Cancelled);
        assert!(execution.is_ending);
        assert!(
            !emulator.cancel_execution(execution.id),
            "it is cancelled already"
        );
    }
    let answer = run(&emulator, "log", json!([0])).await;
    let message = &answer["error"]["details"][0]["errorMessage"];
    assert!(
        message
            .as_str()
            .unwrap()
            .starts_with("Service invoked too many times"),
        "{answer}"
    );
    let mut changes = emulator.execution_changes();
    gate.open();
    while emulator.executions().iter().any(|execution| execution.is_ending) {
        assert!(changes.changed().await);
    }
    let answer = run(&emulator, "log", json!([0])).await;
    assert!(answer["error"].is_null(), "{answer}");
}

#[tokio::test]
async fn as_many_executions_and_log_entries_are_kept_as_asked_for() {
    let emulator = start(builder().kept_executions(2).kept_log_entries(3)).await;
    for lines in 1..=5 {
        let answer = run(&emulator, "log", json!([lines])).await;
        assert!(answer["error"].is_null(), "{answer}");
    }
    let kept: Vec<_> = emulator
        .executions()
        .into_iter()
        .map(|execution| {
            let lines: Vec<_> = execution.logs.into_iter().map(|entry| entry.message).collect();
            (execution.id, lines.join(" "))
        })
        .collect();
    assert_eq!(kept, [(4, "2 3 4".to_owned()), (5, "3 4 5".to_owned())]);
    assert!(emulator.execution(3).is_none());
    assert_eq!(emulator.execution(4).unwrap().parameters, [json!(4)]);
}
