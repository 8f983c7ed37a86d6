//! Scripts that would take down the emulator: each ends its own run, with the error that Google gives, and the next
//! run is untouched.

use std::{path::Path, time::Duration};

use apps_script_emulator::Emulator;
use serde_json::{Value, json};

use crate::calling::{post, run};

const MEMORY: usize = 16 * 1024 * 1024;

async fn emulator(limit: Duration) -> Emulator {
    emulator_with(limit, MEMORY).await
}

async fn emulator_with(limit: Duration, memory: usize) -> Emulator {
    Emulator::builder()
        .project(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/hostile"))
        .execution_limit(limit)
        .memory_limit(memory)
        .start()
        .await
        .unwrap()
}

async fn assert_untouched(emulator: &Emulator, after: &str) {
    let answer = run(emulator, "count", json!([])).await;
    let expected = json!([1, "map", "{\"a\":1}", "function", false]);
    assert_eq!(answer["response"]["result"], expected, "after {after}: {answer}");
}

fn message(answer: &Value) -> &str {
    answer["error"]["details"][0]["errorMessage"]
        .as_str()
        .unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_end_is_ended() {
    let short = emulator(Duration::from_millis(150)).await;
    for function in [
        "loop",
        "loopInCatch",
        "regularExpression",
        "comparator",
        "getterOfResult",
        "jobs",
        "awaits",
        "proxyOfResult",
        "thrownName",
        "hugeArrayLike",
    ] {
        let answer = run(&short, function, json!([])).await;
        assert_eq!(answer["error"]["code"], 10, "{function}: {answer}");
        assert_eq!(message(&answer), "Exceeded maximum execution time", "{function}");
    }
    assert_untouched(&emulator(Duration::from_secs(60)).await, "endless runs").await;
}

/// Functions, and what they end with: a result, or the beginning of a message.
const ENDINGS: &[(&str, Result<&str, &str>)] = &[
    ("memory", Err("Exceeded memory limit")),
    ("text", Err("")),
    ("buffers", Err("")),
    ("generator", Err("")),
    ("hugeResult", Err("Exceeded memory limit")),
    ("longText", Err("RangeError: Invalid string length")),
    ("caughtMemory", Ok("\"went on\"")),
    ("toJson", Err("RangeError: Maximum call stack size exceeded")),
    ("deep", Err("RangeError: Maximum call stack size exceeded")),
    ("deepGetter", Err("RangeError: Maximum call stack size exceeded")),
    ("deepJson", Err("RangeError: Maximum call stack size exceeded")),
    ("deepResult", Err("The script completed but the returned value")),
    ("polluted", Ok("[1,{\"b\":\"fine\"}]")),
    ("replaced", Ok("[true,{\"b\":\"fine\"}]")),
    ("replacedThen", Ok("\"fine\"")),
    ("replacedGlobals", Ok("\"fine\"")),
    ("frozen", Ok("\"fine\"")),
    ("prototypeOfGlobal", Ok("\"number\"")),
    (
        "throwingGetter",
        Err("The script completed but the returned value"),
    ),
    ("proxyOfArray", Ok("[1,2]")),
    (
        "throwingProxy",
        Err("The script completed but the returned value"),
    ),
    ("revoked", Err("The script completed but the returned value")),
    ("throwsProxy", Err("Unknown error")),
    ("throwsNull", Err("null")),
    ("throwsUndefined", Err("undefined")),
    ("throwsSymbol", Err("Symbol(mine)")),
    ("throwsNumber", Err("5")),
    ("throwsObject", Err("[object Object]")),
    ("throwsHostile", Err("Error")),
    ("throwsWithoutPrototype", Err("Error: bare")),
    ("throwsWithTexts", Err("m")),
    (
        "preparesStacks",
        Err("TypeError: Cannot read properties of null (reading 'x')"),
    ),
    (
        "limitsStacks",
        Err("TypeError: Cannot read properties of null (reading 'x')"),
    ),
    ("reach", Ok("[]")),
    ("imports", Err("")),
    ("importsFile", Err("")),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lies_or_takes_too_much_ends_its_own_run_only() {
    let emulator = emulator(Duration::from_secs(60)).await;
    for &(function, expected) in ENDINGS {
        let answer = run(&emulator, function, json!([])).await;
        match expected {
            Ok(result) => assert_eq!(
                answer["response"]["result"].to_string(),
                result,
                "{function}: {answer}"
            ),
            Err(beginning) => {
                assert_eq!(answer["error"]["code"], 3, "{function}: {answer}");
                assert!(message(&answer).starts_with(beginning), "{function}: {answer}");
            }
        }
        assert_untouched(&emulator, function).await;
    }
}

/// Where the memory ends decides what the engine can still say of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn memory_may_end_anywhere() {
    for more in (0..12).map(|step| step * 3_001) {
        let emulator = emulator_with(Duration::from_secs(60), MEMORY + more).await;
        let answer = run(&emulator, "memory", json!([])).await;
        assert_eq!(
            message(&answer),
            "Exceeded memory limit",
            "with {more} bytes more"
        );
        let answer = run(&emulator, "throwsNull", json!([])).await;
        assert_eq!(message(&answer), "null", "with {more} bytes more");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn code_that_nests_too_deeply_ends_its_own_run_only() {
    let root = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(root.path().join(name), text).unwrap();
    let manifest = include_str!("hostile/appsscript.json");
    write("appsscript.json", manifest);
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    write(
        "Code.gs",
        &format!("var all = {}; function fails() {{ all.absent(); }}", nested(300)),
    );
    let emulator = Emulator::builder().project(root.path()).start().await.unwrap();
    let answer = run(&emulator, "fails", json!([])).await;
    assert_eq!(message(&answer), "TypeError: all.absent is not a function");
    for code in [
        nested(100_000),
        format!("x = {}1", "-".repeat(100_000).replace('-', "- ")),
    ] {
        write("Code.gs", &code);
        let body = json!({ "function": "fails", "devMode": true }).to_string();
        let (_, answer) = post(&emulator, emulator.deployment_id(), Some(emulator.token()), body).await;
        assert_eq!(answer["error"]["code"], 3, "{answer}");
    }
    let answer = run(&emulator, "fails", json!([])).await;
    assert_eq!(message(&answer), "TypeError: all.absent is not a function");
}
