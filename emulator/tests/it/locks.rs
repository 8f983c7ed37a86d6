//! Runs that wait: for each other's locks, and for time to pass.

use std::{path::PathBuf, sync::Arc, time::Duration};

use apps_script_emulator::{Emulator, ExecutionStatus};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::calling::run;

async fn emulator(limit: Duration) -> Arc<Emulator> {
    let project = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/locks"));
    let builder = Emulator::builder().project(project).execution_limit(limit);
    Arc::new(builder.start().await.unwrap())
}

const LONG: Duration = Duration::from_secs(300);
const SHORT: Duration = Duration::from_millis(100);

async fn until_held(emulator: &Emulator, holder: &JoinHandle<Value>) {
    while emulator.script_properties().get("held").is_none() {
        assert!(!holder.is_finished(), "the holder ended early");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_lock_keeps_runs_apart() {
    let emulator = emulator(LONG).await;
    let runs: Vec<_> = (0..8)
        .map(|_| {
            let emulator = Arc::clone(&emulator);
            tokio::spawn(async move { run(&emulator, "countLocked", json!([])).await })
        })
        .collect();
    for run in runs {
        let answer = run.await.unwrap();
        assert!(answer.get("error").is_none(), "{answer}");
    }
    assert_eq!(emulator.script_properties().get("count").as_deref(), Some("8"));
}

#[tokio::test]
async fn a_lock_is_refused_while_another_run_holds_it_and_free_after_its_end() {
    let emulator = emulator(LONG).await;
    let holder = {
        let emulator = Arc::clone(&emulator);
        tokio::spawn(async move { run(&emulator, "hold", json!([])).await })
    };
    until_held(&emulator, &holder).await;
    let answer = run(&emulator, "tryAndWait", json!([])).await;
    let message = "Exception: Lock timeout: another process was holding the lock for too long.";
    assert_eq!(answer["response"]["result"], json!([false, false, message]));
    emulator.script_properties().set("enough", "yes").unwrap();
    holder.await.unwrap();
    let answer = run(&emulator, "tryAndWait", json!([])).await;
    assert_eq!(answer["response"]["result"], json!([true, true]), "{answer}");
}

#[tokio::test]
async fn the_execution_limit_ends_what_waits() {
    let emulator = emulator(SHORT).await;
    let answer = run(&emulator, "sleepForever", json!([])).await;
    assert_eq!(answer["error"]["code"], 10, "{answer}");
    let answer = run(&emulator, "hold", json!([])).await;
    assert_eq!(answer["error"]["code"], 10, "{answer}");
    let executions = emulator.executions();
    assert!(
        executions
            .iter()
            .all(|execution| execution.status == ExecutionStatus::TimedOut)
    );
}

#[tokio::test]
async fn who_waits_for_a_lock_can_be_cancelled() {
    let emulator = emulator(LONG).await;
    let spawn = |function: &'static str| {
        let emulator = Arc::clone(&emulator);
        tokio::spawn(async move { run(&emulator, function, json!([])).await })
    };
    let holder = spawn("hold");
    until_held(&emulator, &holder).await;
    let waiter = spawn("waitForever");
    let waiting = loop {
        let executions = emulator.executions();
        match executions
            .iter()
            .find(|execution| execution.function == "waitForever")
        {
            Some(execution) => break execution.id,
            None => {
                assert!(!waiter.is_finished(), "the waiter ended early");
                tokio::task::yield_now().await;
            }
        }
    };
    assert!(emulator.cancel_execution(waiting));
    assert_eq!(waiter.await.unwrap()["error"]["code"], 1);
    emulator.script_properties().set("enough", "yes").unwrap();
    holder.await.unwrap();
}
