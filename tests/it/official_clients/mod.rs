//! Google's own client libraries, pointed at the emulator.

pub(crate) mod python;

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use apps_script_emulator::Emulator;
use serde_json::{Value, json};

use self::python::{python_with_google_client, skipped};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/inventory/script");
const CLIENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/it/official_clients/client.py");

/// Runs the client, and returns what it printed, line by line.
fn run(python: &Path, input: &Value) -> Vec<Value> {
    let mut client = Command::new(python)
        .arg(CLIENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = client.stdin.take().unwrap();
    stdin.write_all(input.to_string().as_bytes()).unwrap();
    drop(stdin);
    let output = client.wait_with_output().unwrap();
    assert!(output.status.success(), "the client failed");
    let lines = String::from_utf8(output.stdout).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_python_client_cannot_tell_the_difference() {
    let found = tokio::task::spawn_blocking(python_with_google_client).await;
    let Some(python) = found.unwrap() else {
        return skipped("there is no python3 with google-api-python-client, and pip cannot install it");
    };
    let emulator = Emulator::builder()
        .project(Path::new(SCRIPT))
        .start()
        .await
        .unwrap();
    let input = json!({
        "url": emulator.url(),
        "deployment": emulator.deployment_id(),
        "token": emulator.token(),
        "client_id": emulator.client_id(),
        "client_secret": emulator.client_secret(),
        "refresh_token": emulator.refresh_token(),
    });
    let answers = tokio::task::spawn_blocking(move || run(&python, &input))
        .await
        .unwrap();
    let total = json!({
        "done": true,
        "response": {
            "@type": "type.googleapis.com/google.apps.script.v1.ExecutionResponse",
            "result": 912.25,
        },
    });
    let expected = [
        total.clone(),
        total,
        json!({ "response": { "result": 912.25 } }),
        json!({ "error": { "code": 3, "details": [{ "errorMessage": "RangeError: no item has the SKU A-0" }] } }),
        json!({ "http": 404, "reason": "Requested entity was not found." }),
        json!({
            "http": 400,
            "reason": "Invalid JSON payload received. Unknown name \"fonction\": Cannot find field.",
        }),
        json!({ "response": { "result": 912.25 } }),
        json!({ "refresh": "invalid_grant: Bad Request" }),
    ];
    assert_eq!(answers, expected);
}
