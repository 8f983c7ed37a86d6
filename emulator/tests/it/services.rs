//! Runs scripts that use the services of Apps Script.

use serde_json::json;

use crate::calling::{emulator, run};

#[tokio::test]
async fn a_session_says_who_runs_and_where_the_clock_stands() {
    let answer = run(&emulator().await, "whoRuns", json!([])).await;
    assert_eq!(
        answer["response"]["result"],
        json!(["me@example.com", "Etc/UTC", "object"])
    );
}

#[tokio::test]
async fn what_the_emulator_lacks_is_named() {
    let emulator = emulator().await;
    for (function, member) in [
        ("lackingMember", "ScriptApp.getIdentityToken"),
        ("lackingService", "CalendarApp.getDefaultCalendar"),
    ] {
        let answer = run(&emulator, function, json!([])).await;
        let detail = &answer["error"]["details"][0];
        let expected = format!(
            "Exception: {member} is not part of the emulator. Give a fake for it: a JavaScript file (--fake FILE, \
             or EmulatorBuilder::fake_file), or a Rust closure (EmulatorBuilder::fake)."
        );
        assert_eq!(detail["errorMessage"], expected);
        assert_eq!(
            detail["scriptStackTraceElements"].as_array().unwrap().len(),
            1,
            "{answer}"
        );
    }
}

#[tokio::test]
async fn members_that_nobody_documents_are_those_of_javascript() {
    let emulator = emulator().await;
    let answer = run(&emulator, "undocumentedProperties", json!([])).await;
    assert_eq!(
        answer["response"]["result"],
        json!(["undefined", "undefined", "undefined", false, "none"]),
        "{answer}"
    );
    for (function, called) in [
        ("misspeltMethod", "Session.getActivUser"),
        ("misspeltMethodOfObject", "lock.tryLok"),
        ("misspeltMethodOfLackingService", "CalendarApp.getDefaultCalender"),
    ] {
        let answer = run(&emulator, function, json!([])).await;
        let message = &answer["error"]["details"][0]["errorMessage"];
        assert_eq!(
            message,
            &format!("TypeError: {called} is not a function"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_script_may_put_its_own_in_place_of_a_service() {
    let answer = run(&emulator().await, "ownService", json!([])).await;
    assert_eq!(answer["response"]["result"], "own");
}

#[tokio::test]
async fn a_run_logs_no_more_than_can_be_held() {
    let emulator = emulator().await;
    run(&emulator, "logMuch", json!([])).await;
    let logs = &emulator.executions()[0].logs;
    assert_eq!(logs.len(), 11);
    assert_eq!(logs[10].message, "Logging output too large. Truncating output.");
}
