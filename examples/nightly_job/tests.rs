use std::{
    process::{Child, Command, Stdio},
    sync::{Arc, Condvar, Mutex},
    time::Duration,
};

use apps_script_emulator::{CellValue, ExecutionStatus};
use serde_json::json;
use tokio::time::timeout;

use super::*;

const ROWS: u32 = 200;
/// How many rows are done before the job is killed.
const BEFORE_THE_KILL: u32 = 60;
/// Far longer than everything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What rows wait for, once enough are done.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    passed: u32,
    is_open: bool,
}

impl Gate {
    fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        if state.passed >= BEFORE_THE_KILL {
            self.changed.notify_all();
            state = self.changed.wait_while(state, |state| !state.is_open).unwrap();
        }
        state.passed += 1;
    }

    fn wait_until_rows_wait(&self) {
        let state = self.state.lock().unwrap();
        let enough = |state: &mut State| state.passed < BEFORE_THE_KILL;
        let (state, _) = self.changed.wait_timeout_while(state, PATIENCE, enough).unwrap();
        assert!(
            state.passed >= BEFORE_THE_KILL,
            "only {} rows are done",
            state.passed
        );
    }

    fn open(&self) {
        self.state.lock().unwrap().is_open = true;
        self.changed.notify_all();
    }
}

/// The job in a process of its own, which can be killed.
fn start(emulator: &Emulator) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "tests::the_job"])
        .envs(emulator.vars())
        .env("NIGHTLY_JOB_SECONDS", "0.2")
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "not a test, but the process that `each_row_is_done_once_though_the_job_is_killed` starts and kills"]
fn the_job() {
    let code = main();
    assert_eq!(code, ExitCode::SUCCESS);
}

/// Amount, total and how often it was done, of each row.
fn rows(emulator: &Emulator) -> Vec<Vec<CellValue>> {
    let book = emulator.container().unwrap();
    book.values("Invoices").into_iter().skip(1).collect()
}

async fn until_told_that_a_part_is_busy(emulator: &Emulator) {
    let mut changes = emulator.execution_changes();
    let busy = json!(true);
    while !emulator.executions().iter().any(|execution| {
        execution.status == ExecutionStatus::Completed
            && execution
                .result
                .as_ref()
                .is_some_and(|result| result["busy"] == busy)
    }) {
        assert!(changes.changed().await, "the emulator has stopped");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_row_is_done_once_though_the_job_is_killed() {
    let gate = Arc::new(Gate::default());
    let passing = Arc::clone(&gate);
    let builder = emulator(ROWS).unwrap().fake("Utilities.sleep", move |_| {
        passing.pass();
        Ok(json!(null))
    });
    let emulator = builder.start().await.unwrap();

    let mut killed = start(&emulator);
    let waiting = Arc::clone(&gate);
    tokio::task::spawn_blocking(move || waiting.wait_until_rows_wait())
        .await
        .unwrap();
    killed.kill().unwrap();
    assert!(!killed.wait().unwrap().success(), "it was killed too late");
    let done = rows(&emulator)
        .iter()
        .filter(|row| row[3] != CellValue::Empty)
        .count();
    assert!(done > 0 && done < ROWS as usize, "{done} rows are done");

    // The runs of the killed process go on, as they do at Google; the next process must not interfere.
    let mut next = start(&emulator);
    timeout(PATIENCE, until_told_that_a_part_is_busy(&emulator))
        .await
        .unwrap();
    gate.open();
    let status = tokio::task::spawn_blocking(move || next.wait()).await.unwrap();
    assert!(status.unwrap().success());

    let done = rows(&emulator);
    assert_eq!(done.len(), ROWS as usize);
    for (at, row) in done.iter().enumerate() {
        let amount = 4.0 * (at as f64 + 1.0);
        let expected = [amount, amount * 1.25, 1.0].map(CellValue::from);
        assert_eq!(row[1..], expected, "row {}", at + 2);
    }
}
