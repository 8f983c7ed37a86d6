use std::fs;

use apps_script_emulator::Emulator;
use snapbox::{assert_data_eq, str};
use tempfile::TempDir;

use crate::program::{inventory, program_for, run};

const CODE: &str = "function echo(...values) { return values; }
function nothing() {}
function big() { return { z: 1e21, a: [0.1, -0, 9007199254740991] }; }
function mail() { return 'of ann.b@corp.example, ya29.secret'; }
";

async fn emulator() -> (TempDir, Emulator) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("appsscript.json"),
        r#"{"executionApi":{},"oauthScopes":["https://www.googleapis.com/auth/userinfo.email"]}"#,
    )
    .unwrap();
    fs::write(folder.path().join("Code.gs"), CODE).unwrap();
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    (folder, emulator)
}

#[tokio::test(flavor = "multi_thread")]
async fn prints_the_result_as_json() {
    let (folder, emulator) = emulator().await;
    run(move || {
        let call = |arguments: &[&str]| {
            program_for(folder.path(), &emulator)
                .arg("call")
                .args(arguments)
                .assert()
        };
        call(&["nothing"]).success().stdout_eq("null\n").stderr_eq("");
        call(&[
            "echo",
            "5",
            "bolt",
            "-1",
            "[1, 2]",
            "{\"b\": null}",
            "true",
            "\"5\"",
        ])
        .success()
        .stdout_eq("[5,\"bolt\",-1,[1,2],{\"b\":null},true,\"5\"]\n");
        call(&["big"])
            .success()
            .stdout_eq("{\"a\":[0.1,0,9007199254740991],\"z\":1e+21}\n");
        let file = folder.path().join("argument.json");
        fs::write(&file, "{\"from\": \"a file\"}").unwrap();
        call(&["echo", &format!("@{}", file.display())])
            .success()
            .stdout_eq("[{\"from\":\"a file\"}]\n");
        program_for(folder.path(), &emulator)
            .args(["call", "echo", "-"])
            .stdin("[\"piped\"]")
            .assert()
            .success()
            .stdout_eq("[[\"piped\"]]\n");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exception_of_the_script_is_printed_with_its_stack() {
    let emulator = Emulator::builder().project(inventory()).start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        program_for(home.path(), &emulator)
            .args(["call", "adjust", "BOLT-8", "-2000"])
            .assert()
            .code(1)
            .stdout_eq("")
            .stderr_eq(str![[r#"
error: `adjust` of deployment AKfycb[..]: the script threw Error: only 3 of BOLT-8 left
    at adjust (line [..])

"#]]);
        program_for(home.path(), &emulator)
            .args(["call", "adjusted"])
            .assert()
            .code(1)
            .stderr_eq(str![[r#"
error: `adjusted` of deployment AKfycb[..]: Script function not found: adjusted
help: [..]

"#]]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_recorded_without_secrets() {
    let (folder, emulator) = emulator().await;
    run(move || {
        let file = folder.path().join("answer.json");
        program_for(folder.path(), &emulator)
            .args(["call", "mail", "ann@corp.example", "--record"])
            .arg(&file)
            .assert()
            .success()
            .stdout_eq("\"of ann.b@corp.example, ya29.secret\"\n")
            .stderr_eq("recorded an answer with HTTP status 200 in [..]answer.json, and its request in [..]answer.request.json\n");
        let answer: serde_json::Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(answer["response"]["result"], "of ann@example.com, ACCESS_TOKEN");
        assert_data_eq!(
            fs::read_to_string(folder.path().join("answer.request.json")).unwrap(),
            "{\"function\":\"mail\",\"parameters\":[\"ann@example.com\"]}"
        );
    })
    .await;
}
