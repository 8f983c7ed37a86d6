//! `call`: arguments in, the result out, errors beside it.

use std::{
    fs,
    process::{Command, Stdio},
};

use apps_script_emulator::{Emulator, Fault};
use snapbox::{cmd::OutputAssert, str};
use tempfile::TempDir;

use crate::program::{PROGRAM, inventory, program_for, run};

const CODE: &str = "function echo(...values) { return values; }
function nothing() {}
function big() { return { z: 1e21, a: [0.1, -0, 9007199254740991, 5.0] }; }
function mail() { return { text: 'of ann.b@corp.example,\\nya29.secret', number: 1234567890123 }; }
function count() { const all = PropertiesService.getScriptProperties();
  const next = Number(all.getProperty('n')) + 1; all.setProperty('n', String(next)); return next; }
";

async fn emulator() -> (TempDir, Emulator) {
    let folder = tempfile::tempdir().unwrap();
    let manifest = r#"{"executionApi":{},"oauthScopes":["https://www.googleapis.com/auth/userinfo.email"]}"#;
    fs::write(folder.path().join("appsscript.json"), manifest).unwrap();
    fs::write(folder.path().join("Code.gs"), CODE).unwrap();
    let emulator = Emulator::builder()
        .project(folder.path())
        .deployment_id("AKfycbxCall")
        .start()
        .await
        .unwrap();
    (folder, emulator)
}

/// Calls with these arguments, in a folder of the test's own.
fn call(folder: &TempDir, emulator: &Emulator, arguments: &[&str]) -> OutputAssert {
    program_for(folder.path(), emulator)
        .arg("call")
        .args(arguments)
        .assert()
}

#[tokio::test(flavor = "multi_thread")]
async fn arguments_are_json_or_words() {
    let (folder, emulator) = emulator().await;
    run(move || {
        for (arguments, printed) in [
            (&["nothing"][..], "null"),
            (&["echo"], "[]"),
            (
                &["echo", "5", "-1", "5.0", "1e3", "true", "null"],
                "[5,-1,5,1000,true,null]",
            ),
            (
                &["echo", "bolt", "BOLT-8", "007", "2026-11-25"],
                r#"["bolt","BOLT-8","007","2026-11-25"]"#,
            ),
            (
                &["echo", "\"5\"", "[1, 2]", "{\"b\": null}"],
                r#"["5",[1,2],{"b":null}]"#,
            ),
            (&["echo", "", "it's"], r#"["","it's"]"#),
            (&["echo", "--", "--word"], r#"["--word"]"#),
        ] {
            let printed = format!("{printed}\n");
            call(&folder, &emulator, arguments)
                .success()
                .stdout_eq(printed)
                .stderr_eq("");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn arguments_come_from_files_and_standard_input() {
    let (folder, emulator) = emulator().await;
    run(move || {
        fs::write(
            folder.path().join("items.json"),
            "\u{feff}{\"from\": \"a file\"}\n",
        )
        .unwrap();
        let both = program_for(folder.path(), &emulator).args(["call", "echo", "@items.json", "-"]);
        both.stdin("[\"piped\"]")
            .assert()
            .success()
            .stdout_eq("[{\"from\":\"a file\"},[\"piped\"]]\n");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_stay_as_the_service_wrote_them() {
    let (folder, emulator) = emulator().await;
    run(move || {
        let printed = "{\"z\":1e+21,\"a\":[0.1,0,9007199254740991,5]}\n";
        call(&folder, &emulator, &["big"]).success().stdout_eq(printed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exception_of_the_script_is_printed_with_its_stack() {
    let emulator = Emulator::builder()
        .project(inventory())
        .deployment_id("AKfycbxCall")
        .start()
        .await
        .unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        call(&home, &emulator, &["adjust", "BOLT-8", "-2000"])
            .code(1)
            .stdout_eq("")
            .stderr_eq(str![[r#"
error: `adjust` of [..] AKfycbxCall: the script threw Error: only 3 of BOLT-8 left
    at adjust (line [..])

"#]]);
        call(&home, &emulator, &["adjusted"])
            .code(1)
            .stdout_eq("")
            .stderr_eq(str![[r#"
error: `adjusted` of [..] AKfycbxCall: Script function not found: adjusted
help: check the function's name [..]

"#]]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_runs_twice_only_if_it_may() {
    let (folder, emulator) = emulator().await;
    run(move || {
        emulator.fault(Fault::dropped_after_run());
        call(&folder, &emulator, &["count"]).code(1).stdout_eq("");
        emulator.fault(Fault::dropped_after_run());
        call(&folder, &emulator, &["count", "--idempotent"])
            .success()
            .stdout_eq("3\n");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_code_runs_where_it_is_asked_for() {
    let (folder, emulator) = emulator().await;
    run(move || {
        fs::write(
            folder.path().join("Code.gs"),
            "function nothing() { return 'new'; }",
        )
        .unwrap();
        call(&folder, &emulator, &["nothing"])
            .success()
            .stdout_eq("null\n");
        call(&folder, &emulator, &["nothing", "--dev-mode"])
            .success()
            .stdout_eq("\"new\"\n");
    })
    .await;
}

const ANSWER: &str = r#"{
  "done": true,
  "response": {
    "@type": "type.googleapis.com/google.apps.script.v1.ExecutionResponse",
    "result": {
      "text": "of someone@example.com,\nya29.example",
      "number": 1234567890123
    }
  }
}
"#;

const REQUEST: &str = r#"{
  "function": "mail",
  "parameters": [
    "someone@example.com"
  ]
}
"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_recorded_without_secrets() {
    let (folder, emulator) = emulator().await;
    run(move || {
        let arguments = ["mail", "ann@corp.example", "--record", "answer.json"];
        call(&folder, &emulator, &arguments)
            .success()
            .stdout_eq("{\"text\":\"of ann.b@corp.example,\\nya29.secret\",\"number\":1234567890123}\n")
            .stderr_eq(str![[r#"
note: recorded answer.json (HTTP 200) and answer.request.json, without tokens, IDs and mail addresses; read both before you share them

"#]]);
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("answer.json"), ANSWER);
        assert_eq!(read("answer.request.json"), REQUEST);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_are_recorded_too() {
    let (folder, emulator) = emulator().await;
    run(move || {
        let arguments = ["echo", "--id", "AKfycbxOther", "--record", "answer"];
        call(&folder, &emulator, &arguments)
            .code(1)
            .stdout_eq("")
            .stderr_eq(str![[r#"
note: recorded answer (HTTP 404) and answer.request.json, [..]
error: `echo` of [..] AKfycbxOther: Requested entity was not found.
help: [..]

"#]]);
        let answer = fs::read_to_string(folder.path().join("answer")).unwrap();
        assert!(answer.contains("\"NOT_FOUND\""), "{answer}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_cannot_be_written_costs_no_result() {
    let (folder, emulator) = emulator().await;
    run(move || {
        let record = ["--record", "missing/answer.json"];
        let cannot =
            "error: cannot write missing/answer.request.json: No such file or directory (os error 2)\n";
        call(&folder, &emulator, &[&["echo", "5"][..], &record].concat())
            .code(1)
            .stdout_eq("[5]\n")
            .stderr_eq(cannot);
        call(&folder, &emulator, &[&["none"][..], &record].concat())
            .code(1)
            .stdout_eq("")
            .stderr_eq(format!(
                "{cannot}error: `none` of [..]: Script function not found: none\nhelp: [..]\n"
            ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_has_seen_enough_is_no_failure() {
    let (folder, emulator) = emulator().await;
    run(move || {
        let mut child = Command::new(PROGRAM)
            .args(["call", "big"])
            .current_dir(folder.path())
            .env("APPS_SCRIPT_URL", emulator.url())
            .env("APPS_SCRIPT_ID", emulator.deployment_id())
            .env("APPS_SCRIPT_TOKEN", emulator.token())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{output:?}");
    })
    .await;
}
