//! Runs every test function of the project `scripts`, which holds services to what Google documents.

use std::{fs, path::Path};

use apps_script_emulator::Emulator;
use serde_json::json;

use crate::calling::run;

/// The names of the functions that begin with `test`.
fn tests(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let code: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "gs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let names = code
        .iter()
        .flat_map(|code| code.lines())
        .filter_map(|line| line.strip_prefix("function ")?.split_once('('));
    names
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.starts_with("test"))
        .collect()
}

#[tokio::test]
async fn every_test_function_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/scripts");
    let emulator = Emulator::builder().project(&folder).start().await.unwrap();
    let tests = tests(&folder);
    assert!(tests.len() > 10, "{tests:?}");
    let mut failures = Vec::new();
    for test in tests {
        let answer = run(&emulator, &test, json!([])).await;
        if let Some(detail) = answer.pointer("/error/details/0") {
            failures.push(format!(
                "{test}: {} {}",
                detail["errorMessage"], detail["scriptStackTraceElements"]
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
