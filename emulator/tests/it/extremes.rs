//! Arguments that nobody means, and settings that are as large as their types allow.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Duration,
};

use apps_script_emulator::{Emulator, EmulatorBuilder, Spreadsheet};
use serde_json::{Value, json};

use crate::calling::{post, run};

fn builder() -> EmulatorBuilder {
    Emulator::builder().project(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/extremes"))
}

async fn result(function: &str, parameters: Value) -> Value {
    let emulator = builder().start().await.unwrap();
    let answer = run(&emulator, function, parameters).await;
    assert!(answer["error"].is_null(), "{function}: {answer}");
    answer["response"]["result"].clone()
}

#[tokio::test]
async fn fields_of_dates_are_as_wide_as_the_pattern_says() {
    let number = |width: usize, end: &str| json!([width, end]);
    let expected = [65_535, 65_536, 70_000].map(|width| {
        [
            number(width, "2026"),
            number(width, "2026"),
            number(width, "0024"),
            number(width, "0005"),
            number(width, "0000"),
            number(width, "0328"),
            json!([7, "sday"]),
            json!([8, "mber"]),
        ]
    });
    assert_eq!(result("wideDates", json!([])).await, json!(expected));
}

#[tokio::test]
async fn numbers_are_as_wide_as_their_format_says() {
    let expected = [65_535_usize, 65_536, 70_000].map(|width| {
        let grouped = width + (width - 1) / 3;
        json!([
            [width, "1235"],
            [grouped, ",235"],
            [width + 5, "0000"],
            [width + 3, "0003"],
            [4, "0012"],
            [5, "9628"]
        ])
    });
    assert_eq!(result("wideNumbers", json!([])).await, json!(expected));
}

#[tokio::test]
async fn fields_of_templates_have_an_end() {
    assert_eq!(result("wideTexts", json!([])).await, json!(vec![true; 7]));
}

#[tokio::test]
async fn a_wait_for_a_lock_may_have_any_length() {
    let late = "Exception: Lock timeout: another process was holding the lock for too long.";
    assert_eq!(
        result("longWaits", json!([])).await,
        json!([[false, false], late, false, [true, true, true], true])
    );
}

#[tokio::test]
async fn an_execution_limit_may_have_any_length() {
    for limit in [Duration::MAX, Duration::from_secs(u64::MAX / 2), Duration::ZERO] {
        let emulator = builder().execution_limit(limit).start().await.unwrap();
        let answer = run(&emulator, "wideTexts", json!([])).await;
        let is_over = limit.is_zero();
        assert_eq!(answer["error"]["code"] == 10, is_over, "{limit:?}: {answer}");
    }
}

#[tokio::test]
async fn a_mistake_far_out_on_a_line_of_the_request_is_shown() {
    let emulator = builder().start().await.unwrap();
    let body = format!("{{\"function\": \"{}\" oops}}", "x".repeat(100_000));
    let id = emulator.deployment_id();
    let (status, answer) = post(&emulator, id, Some(emulator.token()), body).await;
    assert_eq!(status, 400, "{answer}");
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(
        message.ends_with(&format!("\n{}^", " ".repeat(100_016))),
        "{}",
        message.len()
    );
}

/// Without sharing, each of these is of 26 GB.
#[tokio::test]
async fn a_long_text_in_many_cells_is_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        builder()
            .container(Spreadsheet::new("long"))
            .state_file(folder.path().join("state.sqlite"))
            .memory_limit(64 * 1024 * 1024)
            .start()
    };
    let emulator = start().await.unwrap();
    let answer = run(&emulator, "longTexts", json!([])).await;
    assert!(answer["error"].is_null(), "{answer}");
    let expected = json!([1_048_576, 1_048_576, 50_000, 50_000]);
    let answer = run(&emulator, "lengths", json!([])).await;
    assert_eq!(answer["response"]["result"], expected, "{answer}");
    drop(emulator);
    let answer = run(&start().await.unwrap(), "lengths", json!([])).await;
    assert_eq!(
        answer["response"]["result"], expected,
        "after a new start: {answer}"
    );
}

#[tokio::test]
async fn texts_that_are_made_for_each_cell_count_for_the_memory_limit() {
    let emulator = builder().memory_limit(8 * 1024 * 1024).start().await.unwrap();
    let answer = run(&emulator, "longFormats", json!([])).await;
    let message = &answer["error"]["details"][0]["errorMessage"];
    assert_eq!(message, "Exceeded memory limit", "{answer}");
}

/// How often the emulator's own code panicked in a run. It answers for a panic, so that no answer shows all of them.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().name() == Some("script") {
            PANICS.fetch_add(1, Ordering::Relaxed);
        }
        before(panic);
    }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_argument_makes_a_service_panic() {
    count_panics();
    let emulator = builder().start().await.unwrap();
    let services = [
        "CacheService",
        "ContentService",
        "DriveApp",
        "HtmlService",
        "LockService",
        "Logger",
        "MailApp",
        "PropertiesService",
        "ScriptApp",
        "Session",
        "SpreadsheetApp",
        "UrlFetchApp",
        "Utilities",
        "XmlService",
    ];
    for service in services {
        let answer = run(&emulator, "sweep", json!([service])).await;
        assert_eq!(answer["response"]["result"], true, "{service}: {answer}");
    }
    let answer = run(&emulator, "sweepSheet", json!([])).await;
    assert_eq!(answer["response"]["result"], true, "{answer}");
    assert_eq!(PANICS.load(Ordering::Relaxed), 0);
}
