//! What outlives a run, and what outlives the emulator.

use apps_script_emulator::{Emulator, Spreadsheet, StartError};
use serde_json::json;

use crate::calling::{emulator, project, run};

#[tokio::test]
async fn a_test_fills_and_reads_properties() {
    let emulator = emulator().await;
    emulator.script_properties().set("runs", "41").unwrap();
    let answer = run(&emulator, "countRuns", json!([])).await;
    assert_eq!(answer["response"]["result"], 42);
    assert_eq!(emulator.script_properties().get("runs").as_deref(), Some("42"));
    assert_eq!(emulator.user_properties("me@example.com").all().len(), 0);
    emulator.script_properties().remove("runs").unwrap();
    assert_eq!(emulator.script_properties().get("runs"), None);
    let refused = emulator.script_properties().set("runs", "x".repeat(10_000));
    assert_eq!(refused.unwrap_err().to_string(), "Argument too large: value");
}

#[tokio::test]
async fn a_state_file_outlives_the_emulator() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.sqlite");
    for expected in 1..=2 {
        let emulator = Emulator::builder()
            .project(project())
            .state_file(&file)
            .start()
            .await
            .unwrap();
        let answer = run(&emulator, "countRuns", json!([])).await;
        assert_eq!(answer["response"]["result"], expected);
    }
}

#[tokio::test]
async fn a_second_emulator_on_a_state_file_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.sqlite");
    let start = || Emulator::builder().project(project()).state_file(&file).start();
    let first = start().await.unwrap();
    let fault = start().await.unwrap_err();
    assert!(matches!(fault, StartError::StateInUse { .. }), "{fault}");
    let message = fault.to_string();
    assert!(
        message.contains("another emulator uses the state file") && message.contains("state.sqlite"),
        "{message}"
    );
    drop(first);
    start().await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_reads_a_state_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.sqlite");
    for before in [None, Some(0o644)] {
        if let Some(mode) = before {
            std::fs::set_permissions(&file, PermissionsExt::from_mode(mode)).unwrap();
        }
        let emulator = Emulator::builder().project(project()).state_file(&file).start();
        let emulator = emulator.await.unwrap();
        run(&emulator, "countRuns", json!([])).await;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{before:?}");
    }
}

#[tokio::test]
async fn what_is_no_state_file_is_refused() {
    let file = project().join("Values.gs");
    let started = Emulator::builder()
        .project(project())
        .state_file(&file)
        .start()
        .await;
    let fault = started.unwrap_err();
    assert!(matches!(fault, StartError::State { .. }), "{fault}");
    assert!(fault.to_string().contains("Values.gs"), "{fault}");
}

#[tokio::test]
async fn a_script_that_is_bound_to_a_document_keeps_properties_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        ".clasp.json",
        r#"{ "scriptId": "1a", "parentId": ["1document"] }"#,
    );
    write(
        "appsscript.json",
        r#"{ "oauthScopes": ["https://www.googleapis.com/auth/documents"], "executionApi": { "access": "MYSELF" } }"#,
    );
    write(
        "Code.gs",
        "function set() { PropertiesService.getDocumentProperties().setProperty('a', 1);
          CacheService.getDocumentCache().put('a', 'b');
          return [CacheService.getDocumentCache().get('a'), LockService.getDocumentLock().tryLock(0)]; }",
    );
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    let answer = run(&emulator, "set", json!([])).await;
    assert_eq!(answer["response"]["result"], json!(["b", true]), "{answer}");
    assert_eq!(emulator.document_properties().get("a").as_deref(), Some("1"));
    assert_eq!(emulator.script_properties().get("a"), None);
}

#[tokio::test]
async fn a_script_with_a_container_is_bound_to_it_for_every_service() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "appsscript.json",
        r#"{ "oauthScopes": ["https://www.googleapis.com/auth/spreadsheets"], "executionApi": { "access": "MYSELF" } }"#,
    );
    write(
        "Code.gs",
        "function bound() { return [PropertiesService.getDocumentProperties(), CacheService.getDocumentCache(),
          LockService.getDocumentLock()].map((ofDocument) => ofDocument !== null); }",
    );
    let builder = || Emulator::builder().project(folder.path());
    let bound = builder().container(Spreadsheet::new("Stock"));
    for (builder, expected) in [(builder(), false), (bound, true)] {
        let emulator = builder.start().await.unwrap();
        let answer = run(&emulator, "bound", json!([])).await;
        let all = json!([expected, expected, expected]);
        assert_eq!(answer["response"]["result"], all, "{answer}");
    }
}
