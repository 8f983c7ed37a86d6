//! Gives fakes for what the emulator lacks.

use std::path::PathBuf;

use apps_script_emulator::{Emulator, EmulatorBuilder, StartError};
use serde_json::{Value, json};

use crate::calling::run;

fn file(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fakes")).join(name)
}

fn builder() -> EmulatorBuilder {
    Emulator::builder().project(file("project"))
}

async fn result(builder: EmulatorBuilder, function: &str, parameters: Value) -> Value {
    let emulator = builder.start().await.unwrap();
    let answer = run(&emulator, function, parameters).await;
    match answer.pointer("/error/details/0") {
        Some(detail) => detail.clone(),
        None => answer["response"]["result"].clone(),
    }
}

#[tokio::test]
async fn a_closure_answers_for_one_member() {
    let builder = builder()
        .fake("LanguageApp.translate", |arguments| {
            Ok(json!({ "given": arguments }))
        })
        .fake("LanguageApp.detect", |_| Err("no such language".into()))
        .fake("Session.getActiveUserLocale", |_| Ok(json!("fr")))
        .fake("Tasks.Tasks.list", |arguments| Ok(json!([arguments, "tasks"])))
        .fake("weather", |arguments| {
            Ok(json!(format!("rain in {}", arguments[0])))
        });
    for (function, parameters, expected) in [
        (
            "translate",
            json!(["Hund", "de", null]),
            json!({ "given": ["Hund", "de", null] }),
        ),
        ("who", json!([]), json!(["fr", "Etc/UTC"])),
        ("deep", json!([]), json!([["a", { "maxResults": 3 }], "tasks"])),
        ("ownName", json!([]), json!("rain in \"Paris\"")),
    ] {
        assert_eq!(
            result(builder.clone(), function, parameters).await,
            expected,
            "{function}"
        );
    }
    let detail = result(builder, "detect", json!([])).await;
    assert_eq!(detail["errorMessage"], "Exception: no such language");
    assert_eq!(detail["scriptStackTraceElements"][0]["function"], "detect");
}

#[tokio::test]
async fn a_file_puts_its_own_in_place_of_a_service() {
    let builder = builder().fake_file(file("calendar.js"));
    let greeted = result(builder.clone(), "greet", json!([])).await;
    assert_eq!(greeted, json!(["the calendar of me@example.com", 42]));
    let detail = result(builder, "failInFake", json!([])).await;
    assert_eq!(detail["errorMessage"], "Error: from the fake");
    let stack = json!([{ "function": "failInFake", "lineNumber": 14 }]);
    assert_eq!(
        detail["scriptStackTraceElements"], stack,
        "the fake does not show"
    );
}

#[tokio::test]
async fn what_has_no_fake_says_how_to_give_one() {
    let lacking = "is not part of the emulator. Give a fake for it: a JavaScript file (--fake FILE, or \
                   EmulatorBuilder::fake_file), or a Rust closure (EmulatorBuilder::fake).";
    for (function, expected) in [
        ("place", format!("Exception: Maps.newGeocoder {lacking}")),
        ("enabledService", format!("Exception: Tasks.Tasklists {lacking}")),
        (
            "serviceThatIsNotEnabled",
            "ReferenceError: Sheets is not defined".into(),
        ),
    ] {
        let detail = result(builder(), function, json!([])).await;
        assert_eq!(detail["errorMessage"], expected, "{function}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_run_is_told_at_the_start() {
    let fault = builder().fake_file(file("broken.js")).start().await.unwrap_err();
    assert!(fault.to_string().contains("broken.js:3: "), "{fault}");
    let fault = builder().fake_file(file("missing.js")).start().await.unwrap_err();
    assert!(matches!(fault, StartError::Fake { .. }));
    assert!(fault.to_string().contains("missing.js"), "{fault}");
}
