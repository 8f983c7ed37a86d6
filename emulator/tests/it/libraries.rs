//! Projects that include others as libraries.

use std::path::{Path, PathBuf};

use apps_script_emulator::{Emulator, EmulatorBuilder, StartError};
use serde_json::{Value, json};

use crate::calling::run;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/libraries")
        .join(name)
}

fn builder() -> EmulatorBuilder {
    Emulator::builder()
        .project(folder("script"))
        .library("Formats", folder("formats"))
        .library("1RoundingLibraryId", folder("rounding"))
}

#[tokio::test]
async fn a_library_has_a_global_scope_of_its_own() {
    let emulator = builder().start().await.unwrap();
    for (function, parameters, result) in [
        ("price", json!([2.5]), json!("2.50 EUR")),
        (
            "kinds",
            json!([]),
            json!([
                "function",
                "string",
                "undefined",
                "undefined",
                "undefined",
                "undefined",
                "undefined",
                "undefined"
            ]),
        ),
        ("variable", json!([]), json!(["USD", "2.00 USD"])),
        ("across", json!([]), json!([false, true, false, [1, { "a": 2 }]])),
        (
            "caught",
            json!([]),
            json!([
                false,
                "TypeError",
                "x",
                [
                    "TypeError: x",
                    "    at fail (Code:13:9)",
                    "    at caught (Code:17:17)"
                ]
            ]),
        ),
        ("nested", json!([]), json!([2.45, 2.45, 3])),
        (
            "zones",
            json!([]),
            json!(["America/New_York", "Europe/Berlin", 19, 1]),
        ),
        ("properties", json!([]), json!(["script", "library"])),
        ("ofUser", json!([]), json!(["script", "library"])),
        ("caches", json!([]), json!([null, "library", "script"])),
        ("signInUrl", json!([]), json!([true, "string", true, true])),
        ("callback", json!([]), json!([2, 4])),
        ("later", json!([]), json!(4)),
        ("Formats.price", json!([3]), json!("3.00 EUR")),
        ("Rounding.half", json!([0.126]), json!(0.13)),
    ] {
        let answer = run(&emulator, function, parameters).await;
        assert_eq!(answer["response"]["result"], result, "{function}: {answer}");
    }
}

#[tokio::test]
async fn what_fails_in_a_library_names_its_function_and_line() {
    let emulator = builder().start().await.unwrap();
    for (function, message, stack) in [
        (
            "thrown",
            "TypeError: no price",
            json!([["fail", 13], ["thrown", 14]]),
        ),
        (
            "absent",
            "TypeError: Formats.absent is not a function",
            json!([["absent", 19]]),
        ),
        ("Formats.fail", "TypeError: undefined", json!([["fail", 13]])),
        (
            "Formats.hidden_",
            "Script function not found: Formats.hidden_",
            json!([]),
        ),
        (
            "Formats.constant",
            "Script function not found: Formats.constant",
            json!([]),
        ),
        (
            "Formats.absent",
            "Script function not found: Formats.absent",
            json!([]),
        ),
        ("hidden_", "Script function not found: hidden_", json!([])),
        ("R.half", "Script function not found: R.half", json!([])),
        (
            "library",
            "The script completed but the returned value is not a supported return type.",
            json!([]),
        ),
    ] {
        let parameters = if function == "Formats.fail" {
            json!(["undefined"])
        } else {
            json!([])
        };
        let answer = run(&emulator, function, parameters).await;
        let detail = &answer["error"]["details"][0];
        assert_eq!(detail["errorMessage"], message, "{function}");
        let frames = detail["scriptStackTraceElements"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let frames: Vec<Value> = frames
            .iter()
            .map(|frame| json!([frame["function"], frame["lineNumber"]]))
            .collect();
        assert_eq!(Value::Array(frames), stack, "{function}");
    }
}

#[tokio::test]
async fn a_library_without_a_folder_cannot_be_read_from_storage() {
    let emulator = Emulator::builder()
        .project(folder("script"))
        .library("Formats", folder("formats"))
        .start()
        .await
        .unwrap();
    let answer = run(&emulator, "price", json!([1])).await;
    let expected = json!({
        "done": true,
        "error": {
            "code": 3,
            "message": "ScriptError",
            "details": [{
                "@type": "type.googleapis.com/google.apps.script.v1.ExecutionError",
                "errorMessage": "We're sorry, a server error occurred while reading from storage. Error code NOT_FOUND.",
                "errorType": "ScriptError",
            }],
        },
    });
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn a_library_that_includes_itself_is_refused() {
    let root = tempfile::tempdir().unwrap();
    for (name, includes) in [("one", "Two"), ("two", "One")] {
        let folder = root.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        let library = json!({ "userSymbol": includes, "libraryId": format!("1{includes}"), "version": "1" });
        let manifest = json!({ "dependencies": { "libraries": [library] } });
        std::fs::write(folder.join("appsscript.json"), manifest.to_string()).unwrap();
        std::fs::write(folder.join("Code.gs"), "function f() {}").unwrap();
    }
    let started = Emulator::builder()
        .project(folder("script"))
        .library("One", root.path().join("one"))
        .library("Two", root.path().join("two"))
        .start()
        .await;
    match started {
        Err(fault @ StartError::LibraryCycle { .. }) => {
            assert!(
                fault.to_string().contains("One includes Two includes One"),
                "{fault}"
            );
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_library_that_cannot_be_parsed_stops_the_start() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("Broken.gs"), "function f() {\n  return 1 +;\n}").unwrap();
    let error = builder()
        .library("Formats", root.path())
        .start()
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("Formats:Broken:2"), "{error}");
}
