//! Who may run what: deployments, people, tokens and scopes.

use std::{fs, sync::Arc, time::Duration};

use apps_script_emulator::{Emulator, ExecutionStatus};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::calling::post;

const HOUR: Duration = Duration::from_secs(3600);
const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";

/// A project whose function `f` returns `result`.
struct Script {
    folder: TempDir,
}

impl Script {
    fn new(manifest: &Value, code: &str) -> Self {
        let script = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        script.write("appsscript.json", &manifest.to_string());
        script.write("Code.gs", code);
        script
    }

    fn with_access(access: &str) -> Self {
        let manifest = json!({ "executionApi": { "access": access }, "oauthScopes": [EMAIL] });
        Self::new(&manifest, "function f() { return 1; }")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    async fn start(&self) -> Emulator {
        Emulator::builder()
            .project(self.folder.path())
            .owner("owner@example.com")
            .user("colleague@example.com")
            .start()
            .await
            .unwrap()
    }
}

async fn call(emulator: &Emulator, id: &str, token: &str, dev_mode: bool) -> (u16, Value) {
    let body = json!({ "function": "f", "devMode": dev_mode }).to_string();
    post(emulator, id, Some(token), body).await
}

#[tokio::test]
async fn the_manifest_says_who_may_call() {
    for (access, user, status) in [
        ("MYSELF", "owner@example.com", 200),
        ("MYSELF", "colleague@example.com", 403),
        ("DOMAIN", "owner@example.com", 200),
        ("DOMAIN", "colleague@example.com", 200),
        ("DOMAIN", "stranger@elsewhere.com", 403),
        ("ANYONE", "stranger@elsewhere.com", 200),
        ("ANYONE_ANONYMOUS", "stranger@elsewhere.com", 200),
    ] {
        let emulator = Script::with_access(access).start().await;
        let token = emulator.issue_token(user, emulator.scopes(), HOUR);
        let (answered, answer) = call(&emulator, emulator.deployment_id(), &token, false).await;
        assert_eq!(answered, status, "{access} {user}: {answer}");
        if status == 403 {
            assert_eq!(answer["error"]["message"], "The caller does not have permission");
        }
    }
}

#[tokio::test]
async fn a_token_must_hold_every_scope_of_the_project() {
    let drive = "https://www.googleapis.com/auth/drive";
    let mail = "https://www.googleapis.com/auth/script.send_mail";
    let sheets = "https://www.googleapis.com/auth/spreadsheets";
    let explicit = json!({ "executionApi": {}, "oauthScopes": [drive, mail] });
    let derived = json!({ "executionApi": {} });
    let sheet_code = "function f() { return 1; } function g() { return SpreadsheetApp.getActive(); }";
    let plain = "function f() { return 1; }";
    for (manifest, code, scopes, status) in [
        (&explicit, plain, vec![drive, mail], 200),
        (&explicit, plain, vec![drive, mail, sheets], 200),
        (&explicit, plain, vec![drive], 403),
        (&explicit, plain, vec![mail], 403),
        (&explicit, plain, vec![], 403),
        (&derived, sheet_code, vec![sheets], 200),
        (&derived, sheet_code, vec![drive], 403),
        (
            &derived,
            "function f() { return 1; } // SpreadsheetApp",
            vec![drive],
            403,
        ),
        (&derived, plain, vec![drive], 403),
    ] {
        let emulator = Script::new(manifest, code).start().await;
        let token = emulator.issue_token(emulator.owner(), scopes.clone(), HOUR);
        let (answered, answer) = call(&emulator, emulator.deployment_id(), &token, false).await;
        assert_eq!(answered, status, "{manifest} {scopes:?}: {answer}");
        if status == 403 {
            assert_eq!(
                answer["error"]["message"],
                "Request had insufficient authentication scopes."
            );
        }
    }
}

#[tokio::test]
async fn a_project_that_needs_no_scope_is_not_run_for_anybody() {
    let script = Script::new(&json!({ "executionApi": {} }), "function f() { return 1; }");
    let emulator = script.start().await;
    let (status, _) = call(&emulator, emulator.deployment_id(), emulator.token(), false).await;
    assert_eq!(status, 403);
}

#[tokio::test]
async fn a_project_that_is_not_executable_is_not_found() {
    let script = Script::new(&json!({ "oauthScopes": [EMAIL] }), "function f() { return 1; }");
    let emulator = script.start().await;
    let (status, _) = call(&emulator, emulator.deployment_id(), emulator.token(), false).await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn a_token_lives_until_it_expires_or_is_taken_back() {
    let emulator = Script::with_access("MYSELF").start().await;
    let issue = |lifetime| emulator.issue_token(emulator.owner(), [EMAIL], lifetime);
    let (good, expired, revoked, short) = (issue(HOUR), issue(HOUR), issue(HOUR), issue(Duration::ZERO));
    assert!(emulator.expire_token(&expired) && emulator.revoke_token(&revoked));
    assert!(!emulator.expire_token("ya29.none") && !emulator.revoke_token(&revoked));
    for (token, status) in [(&good, 200), (&expired, 401), (&revoked, 401), (&short, 401)] {
        let (answered, answer) = call(&emulator, emulator.deployment_id(), token, false).await;
        assert_eq!(answered, status, "{answer}");
    }
}

#[tokio::test]
async fn each_deployment_keeps_the_files_of_its_time() {
    let script = Script::with_access("ANYONE");
    let emulator = script.start().await;
    let first = emulator.deployment_id();
    script.write("Code.gs", "function f() { return 2; }");
    let second = emulator.deploy().await.unwrap();
    script.write("Code.gs", "function f() { return 3; }");
    let stranger = emulator.issue_token("stranger@elsewhere.com", [EMAIL], HOUR);
    let owner = emulator.token();
    for (id, token, dev_mode, result) in [
        (first, owner, false, 1),
        (second.as_str(), owner, false, 2),
        (first, owner, true, 3),
        (second.as_str(), owner, true, 3),
        (first, stranger.as_str(), false, 1),
        (first, stranger.as_str(), true, 1),
    ] {
        let (_, answer) = call(&emulator, id, token, dev_mode).await;
        assert_eq!(answer["response"]["result"], result, "{dev_mode}: {answer}");
    }
    assert!(emulator.redeploy(first).await.unwrap());
    assert_eq!(
        call(&emulator, first, owner, false).await.1["response"]["result"],
        3
    );
    assert!(emulator.undeploy(&second) && !emulator.undeploy(&second));
    assert_eq!(call(&emulator, &second, owner, false).await.0, 404);
    assert!(!emulator.redeploy(&second).await.unwrap());
}

#[tokio::test]
async fn ids_that_are_no_version_are_not_run() {
    let emulator = Script::with_access("MYSELF").start().await;
    let script_id = emulator.script_id();
    assert!(script_id.starts_with('1') && script_id.len() == 57, "{script_id}");
    assert_eq!(call(&emulator, script_id, emulator.token(), true).await.0, 404);
    let (status, answer) = call(&emulator, emulator.head_deployment_id(), emulator.token(), false).await;
    assert_eq!(status, 200);
    let message = answer["error"]["details"][0]["errorMessage"].as_str().unwrap();
    assert!(message.contains("Error code NOT_FOUND"), "{message}");
    assert!(emulator.executions().is_empty());
}

#[tokio::test]
async fn the_thirty_first_run_at_once_is_refused() {
    let code = "function f() { while (true) {} }";
    let manifest = json!({ "executionApi": { "access": "ANYONE" }, "oauthScopes": [EMAIL] });
    let script = Script::new(&manifest, code);
    let emulator = Arc::new(script.start().await);
    let mut running = JoinSet::new();
    for _ in 0..30 {
        let emulator = Arc::clone(&emulator);
        running
            .spawn(async move { call(&emulator, emulator.deployment_id(), emulator.token(), false).await });
    }
    let mut changes = emulator.execution_changes();
    while count(&emulator, ExecutionStatus::Running) < 30 {
        assert!(changes.changed().await);
    }
    let (_, refused) = call(&emulator, emulator.deployment_id(), emulator.token(), false).await;
    for execution in emulator.executions() {
        emulator.cancel_execution(execution.id);
    }
    let message = refused["error"]["details"][0]["errorMessage"].as_str().unwrap();
    assert!(message.contains("exec qps"), "{refused}");
    for (_, answer) in running.join_all().await {
        assert_eq!(
            answer,
            json!({ "done": true, "error": { "code": 1, "message": "CANCELLED" } })
        );
    }
    assert_eq!(count(&emulator, ExecutionStatus::Cancelled), 30);
    assert_eq!(count(&emulator, ExecutionStatus::NotStarted), 1);
}

fn count(emulator: &Emulator, status: ExecutionStatus) -> usize {
    let executions = emulator.executions();
    executions
        .iter()
        .filter(|execution| execution.status == status)
        .count()
}

#[tokio::test]
async fn a_service_without_its_scope_is_refused_in_the_script() {
    let manifest = json!({ "executionApi": {}, "oauthScopes": [EMAIL] });
    let code = "function f() { return UrlFetchApp.fetch('https://example.com/'); }
function g() { return typeof UrlFetchApp.fetch; }";
    let emulator = Script::new(&manifest, code).start().await;
    let (_, answer) = call(&emulator, emulator.deployment_id(), emulator.token(), false).await;
    assert_eq!(
        answer["error"]["details"][0],
        json!({
            "@type": "type.googleapis.com/google.apps.script.v1.ExecutionError",
            "errorMessage": "Exception: You do not have permission to call UrlFetchApp.fetch. Required permissions: https://www.googleapis.com/auth/script.external_request",
            "errorType": "ScriptError",
            "scriptStackTraceElements": [{ "function": "f", "lineNumber": 1 }],
        })
    );
}

#[tokio::test]
async fn a_token_that_expires_during_the_run_ends_the_use_of_services() {
    let manifest = json!({ "executionApi": {} });
    let code = "function f() {
  const properties = PropertiesService.getScriptProperties();
  console.log('started');
  while (!properties.getProperty('go')) {}
  return UrlFetchApp.fetch('https://example.com/');
} // Session.getActiveUser";
    let emulator = Arc::new(Script::new(&manifest, code).start().await);
    let token = emulator.issue_token(emulator.owner(), emulator.scopes(), HOUR);
    let running = tokio::spawn({
        let (emulator, token) = (Arc::clone(&emulator), token.clone());
        async move { call(&emulator, emulator.deployment_id(), &token, false).await.1 }
    });
    let mut changes = emulator.execution_changes();
    while emulator
        .executions()
        .iter()
        .all(|execution| execution.logs.is_empty())
    {
        assert!(changes.changed().await);
    }
    emulator.expire_token(&token);
    emulator.script_properties().set("go", "1").unwrap();
    let answer = running.await.unwrap();
    let message = &answer["error"]["details"][0]["errorMessage"];
    assert_eq!(
        message,
        "Exception: Authorization is required to perform that action."
    );
}

#[tokio::test]
async fn a_project_needs_the_scopes_of_its_libraries_too() {
    let library = Script::new(
        &json!({}),
        "function address() { return Session.getActiveUser().getEmail(); }",
    );
    let included = json!([{ "userSymbol": "People", "libraryId": "1People", "version": "1" }]);
    let manifest = json!({ "executionApi": {}, "dependencies": { "libraries": included } });
    let script = Script::new(&manifest, "function f() { return People.address(); }");
    let emulator = Emulator::builder()
        .project(script.folder.path())
        .library("People", library.folder.path())
        .start()
        .await
        .unwrap();
    assert_eq!(emulator.scopes().into_iter().collect::<Vec<_>>(), [EMAIL]);
    let (_, answer) = call(&emulator, emulator.deployment_id(), emulator.token(), false).await;
    assert_eq!(answer["response"]["result"], emulator.owner(), "{answer}");
}
