use std::{
    fs,
    process::{Command, Stdio},
};

use snapbox::str;

use crate::program::{PROGRAM, inventory, program};

#[cfg(unix)]
#[test]
fn ends_as_the_command_does() {
    let home = tempfile::tempdir().unwrap();
    for (command, code) in [
        (&["true"][..], 0),
        (&["sh", "-c", "exit 7"], 7),
        (&["sh", "-c", "kill -TERM $$"], 143),
        (&["no-such-command"], 127),
        (&["/"], 126),
    ] {
        program(home.path())
            .arg("exec")
            .arg(inventory())
            .arg("--")
            .args(command)
            .assert()
            .code(code);
    }
}

#[test]
fn a_command_calls_the_script() {
    let home = tempfile::tempdir().unwrap();
    program(home.path())
        .arg("exec")
        .arg(inventory())
        .args(["--", PROGRAM, "call", "total"])
        .assert()
        .success()
        .stdout_eq("912.25\n");
}

#[cfg(unix)]
#[test]
fn signals_reach_the_command() {
    let mut exec = Command::new(PROGRAM)
        .arg("exec")
        .arg(inventory())
        .args([
            "--",
            "sh",
            "-c",
            "trap 'exit 9' TERM; echo ready; while :; do sleep 0.05; done",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(
        &mut std::io::BufReader::new(exec.stdout.as_mut().unwrap()),
        &mut line,
    )
    .unwrap();
    assert_eq!(line, "ready\n");
    let id = exec.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(exec.wait().unwrap().code(), Some(9));
}

#[test]
fn a_script_without_execution_api_runs_when_it_is_deployed_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("appsscript.json"),
        r#"{"oauthScopes":["https://mail.google.com/"]}"#,
    )
    .unwrap();
    fs::write(folder.path().join("Code.gs"), "function one() { return 1; }").unwrap();
    let exec = |option: &[&str]| {
        program(folder.path())
            .arg("exec")
            .args(option)
            .arg(folder.path())
            .args(["--", PROGRAM, "call", "one"])
            .assert()
    };
    exec(&["--deploy"]).success().stdout_eq("1\n");
    exec(&[]).code(1).stderr_eq(str![[r#"
error: `one` of deployment AKfycb[..]: Requested entity was not found.
help: [..]

"#]]);
}

const CRATE_MANIFEST: &str = "[package]
name = \"tiny\"
version = \"0.1.0\"
edition = \"2021\"

[workspace]
";

/// Depends on nothing, so that it is built in a second.
const CRATE_TEST: &str = r#"
use std::{env, io::{Read, Write}, net::TcpStream};

#[test]
fn total_is_that_of_the_stock() {
    let url = env::var("APPS_SCRIPT_URL").unwrap();
    let id = env::var("APPS_SCRIPT_ID").unwrap();
    let token = env::var("APPS_SCRIPT_TOKEN").unwrap();
    let host = url.strip_prefix("http://").unwrap();
    let body = "{\"function\":\"total\"}";
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "POST /v1/scripts/{id}:run HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
        Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("912.25"), "{answer}");
}
"#;

#[test]
fn the_tests_of_a_crate_run_against_the_script() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("Cargo.toml"), CRATE_MANIFEST).unwrap();
    fs::write(folder.path().join("src/lib.rs"), CRATE_TEST).unwrap();
    let output = Command::new(PROGRAM)
        .arg("exec")
        .arg(inventory())
        .args(["--", env!("CARGO"), "test", "--quiet", "--offline"])
        .current_dir(folder.path())
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{output:?}");
}

/// Google's client for Python, which finds the emulator in the variables alone.
const PYTHON_CLIENT: &str = r#"
import os
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

url = os.environ["APPS_SCRIPT_URL"]
service = build("script", "v1", credentials=Credentials(os.environ["APPS_SCRIPT_TOKEN"]),
                client_options={"api_endpoint": url}, static_discovery=True)
answer = service.scripts().run(scriptId=os.environ["APPS_SCRIPT_ID"], body={"function": "total"}).execute()
print(answer["response"]["result"])
"#;

/// `PYTHON` names an interpreter that has the package google-api-python-client; without it, `python3` is asked.
#[test]
fn google_s_python_client_calls_the_script() {
    let named = std::env::var("PYTHON").ok();
    let python = named.as_deref().unwrap_or("python3");
    let has_client = Command::new(python)
        .args(["-c", "import googleapiclient"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !has_client {
        assert!(named.is_none(), "{python} lacks google-api-python-client");
        eprintln!("skipped: {python} lacks google-api-python-client; set PYTHON to one that has it");
        return;
    }
    let output = Command::new(PROGRAM)
        .arg("exec")
        .arg(inventory())
        .args(["--", python, "-c", PYTHON_CLIENT])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "912.25\n", "{output:?}");
}
