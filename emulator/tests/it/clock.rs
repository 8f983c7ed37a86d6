//! A clock that a test sets and advances: from Rust, and over HTTP.

use std::{
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};

use apps_script_emulator::{Clock, Emulator};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::calling::{post, run, script};

const CODE: &str = "
function now() { return [new Date().toISOString().slice(0, 16), Date.now() - new Date().getTime() <= 0] }
function put() { CacheService.getScriptCache().put('key', 'kept', 600) }
function get() { return CacheService.getScriptCache().get('key') }
function made() { return DriveApp.createFile('a.txt', 'x').getDateCreated().toISOString().slice(0, 10) }
function hold() { LockService.getScriptLock().waitLock(1000); while (CacheService.getScriptCache().get('free') === null) Utilities.sleep(5) }
function free() { CacheService.getScriptCache().put('free', '1', 21600) }
function take() { return LockService.getScriptLock().tryLock(3600000) }
function today() { return Utilities.formatDate(new Date(), 'UTC', 'yyyy-MM-dd') }
";

const HOUR: Duration = Duration::from_secs(3600);

async fn emulator(clock: Clock) -> (tempfile::TempDir, Arc<Emulator>) {
    let folder = script(CODE);
    let emulator = Emulator::builder().project(folder.path()).clock(clock).start();
    (folder, Arc::new(emulator.await.unwrap()))
}

async fn result(emulator: &Emulator, function: &str) -> Value {
    let answer = run(emulator, function, json!([])).await;
    assert!(answer["error"].is_null(), "{answer}");
    answer["response"]["result"].clone()
}

fn new_year() -> Clock {
    Clock::starting_at(UNIX_EPOCH + Duration::from_secs(1_767_225_600))
}

#[tokio::test]
async fn dates_caches_and_files_follow_it() {
    let clock = new_year();
    let (_folder, emulator) = emulator(clock.clone()).await;
    assert_eq!(result(&emulator, "now").await, json!(["2026-01-01T00:00", true]));
    result(&emulator, "put").await;
    assert_eq!(result(&emulator, "get").await, "kept");
    clock.advance(HOUR);
    assert_eq!(result(&emulator, "get").await, Value::Null);
    assert_eq!(result(&emulator, "now").await, json!(["2026-01-01T01:00", true]));
    assert_eq!(result(&emulator, "today").await, "2026-01-01");
    assert_eq!(result(&emulator, "made").await, "2026-01-01");
}

#[tokio::test]
async fn tokens_expire_by_it() {
    let clock = Clock::new();
    let (_folder, emulator) = emulator(clock.clone()).await;
    let token = emulator.issue_token("me@example.com", emulator.scopes(), HOUR);
    let call = async || {
        let body = json!({ "function": "today" }).to_string();
        post(&emulator, emulator.deployment_id(), Some(&token), body)
            .await
            .0
    };
    assert_eq!(call().await, 200);
    clock.advance(HOUR);
    assert_eq!(call().await, 401);
}

/// The wait is of an hour, and ends when the clock has gone on by that.
#[tokio::test]
async fn waits_for_locks_end_by_it() {
    let clock = Clock::new();
    let (_folder, emulator) = emulator(clock.clone()).await;
    let holder = Arc::clone(&emulator);
    let holding = tokio::spawn(async move { result(&holder, "hold").await });
    let waiter = Arc::clone(&emulator);
    let waiting = tokio::spawn(async move { result(&waiter, "take").await });
    let mut changes = emulator.execution_changes();
    while emulator.executions().len() < 2 {
        assert!(changes.changed().await);
    }
    // It may not wait yet; once it does, it waits for an hour.
    while !waiting.is_finished() {
        clock.advance(HOUR);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let taken = waiting.await.unwrap();
    result(&emulator, "free").await;
    holding.await.unwrap();
    // Whoever came first has held it.
    assert!(taken.is_boolean(), "{taken}");
}

#[tokio::test]
async fn it_is_set_over_http() {
    let (_folder, emulator) = emulator(new_year()).await;
    let url = format!("{}/_emulator/clock", emulator.url());
    let ask = async |method: Method, body: Value| {
        let request = Client::new()
            .request(method, &url)
            .header("content-type", "application/json");
        let response = request.body(body.to_string()).send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.text().await.unwrap())
    };
    let shows = |answer: (u16, String), start: &str| {
        assert_eq!(answer.0, 200, "{}", answer.1);
        let answer: Value = serde_json::from_str(&answer.1).unwrap();
        assert!(answer["now"].as_str().unwrap().starts_with(start), "{answer}");
    };
    shows(ask(Method::GET, Value::Null).await, "2026-01-01T00:00");
    shows(
        ask(Method::PUT, json!({ "now": "2027-06-01T12:00:00+02:00" })).await,
        "2027-06-01T10:00",
    );
    assert_eq!(result(&emulator, "today").await, "2027-06-01");
    shows(
        ask(Method::POST, json!({ "advanceSeconds": 86400.5 })).await,
        "2027-06-02T10:00",
    );
    assert_eq!(result(&emulator, "today").await, "2027-06-02");
    for (method, body) in [
        (Method::PUT, json!({ "now": "noon" })),
        (Method::PUT, json!({ "now": "1969-12-31T23:59:59Z" })),
        (Method::PUT, json!({ "time": "2027-06-01T12:00:00Z" })),
        (Method::POST, json!({ "advanceSeconds": -1 })),
        (Method::POST, json!({ "advanceHours": 1 })),
    ] {
        let (status, text) = ask(method, body.clone()).await;
        assert_eq!(status, 422, "{body}: {text}");
    }
    let (status, _) = ask(Method::DELETE, Value::Null).await;
    assert_eq!(status, 200);
    assert_ne!(result(&emulator, "today").await, "2027-06-02");
}
