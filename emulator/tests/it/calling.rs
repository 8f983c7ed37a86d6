//! Calls an emulator of `project/`, as any client would.

use std::{path::PathBuf, sync::LazyLock};

use apps_script_emulator::Emulator;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Made once, since that takes a while; it keeps no connection, since each test has a runtime of its own.
static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(|| {
    reqwest::Client::builder()
        .pool_max_idle_per_host(0)
        .build()
        .unwrap()
});

pub(crate) fn project() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/project"))
}

pub(crate) async fn emulator() -> Emulator {
    Emulator::builder().project(project()).start().await.unwrap()
}

pub(crate) async fn post(emulator: &Emulator, id: &str, token: Option<&str>, body: String) -> (u16, Value) {
    let url = format!("{}/v1/scripts/{id}:run", emulator.url());
    let mut request = CLIENT.post(url).body(body);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_str(&response.text().await.unwrap()).unwrap(),
    )
}

pub(crate) async fn run(emulator: &Emulator, function: &str, parameters: Value) -> Value {
    let body = json!({ "function": function, "parameters": parameters }).to_string();
    let (status, answer) = post(emulator, emulator.deployment_id(), Some(emulator.token()), body).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

/// An emulator of a project of these files.
pub(crate) async fn of_files(files: &[(&str, &str)]) -> (TempDir, Emulator) {
    let folder = tempfile::tempdir().unwrap();
    let manifest = r#"{ "timeZone": "Europe/Berlin", "oauthScopes": ["https://www.googleapis.com/auth/script.external_request"], "executionApi": { "access": "MYSELF" } }"#;
    std::fs::write(folder.path().join("appsscript.json"), manifest).unwrap();
    for (name, code) in files {
        std::fs::write(folder.path().join(name), code).unwrap();
    }
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    (folder, emulator)
}

/// The text of an answer, whatever it is.
pub(crate) async fn post_for_text(emulator: &Emulator, body: &str) -> String {
    let url = format!("{}/v1/scripts/{}:run", emulator.url(), emulator.deployment_id());
    let request = CLIENT
        .post(url)
        .bearer_auth(emulator.token())
        .body(body.to_owned());
    request.send().await.unwrap().text().await.unwrap()
}

/// A folder with a project of this one file, which may use every service.
pub(crate) fn script(code: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("Code.gs"), code).unwrap();
    let manifest = r#"{ "timeZone": "Etc/GMT", "executionApi": { "access": "MYSELF" } }"#;
    std::fs::write(folder.path().join("appsscript.json"), manifest).unwrap();
    folder
}
