//! `exec`: a command with the emulator of a script.

use std::{
    ffi::OsStr,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use snapbox::str;
use tempfile::TempDir;

use crate::{
    program::{PROGRAM, inventory, program},
    python::{python_with_google_client, skipped},
};

fn exec<S: AsRef<OsStr>>(home: &Path, command: impl IntoIterator<Item = S>) -> snapbox::cmd::Command {
    program(home).arg("exec").arg(inventory()).arg("--").args(command)
}

#[cfg(unix)]
#[test]
fn ends_as_the_command_does() {
    let home = tempfile::tempdir().unwrap();
    for (command, code) in [
        (&["true"][..], 0),
        (&["sh", "-c", "exit 7"], 7),
        (&["sh", "-c", "exit 255"], 255),
        (&["sh", "-c", "kill -TERM $$"], 143),
        (&["sh", "-c", "kill -KILL $$"], 137),
    ] {
        exec(home.path(), command)
            .assert()
            .code(code)
            .stdout_eq("")
            .stderr_eq("");
    }
    exec(home.path(), ["no-such-command"])
        .assert()
        .code(127)
        .stderr_eq(str![[r#"
error: cannot start `no-such-command`: No such file or directory (os error 2)

"#]]);
    exec(home.path(), ["/"]).assert().code(126).stderr_eq(str![[r#"
error: cannot start `/`: Permission denied (os error 13)

"#]]);
}

#[test]
fn a_command_calls_the_script() {
    let home = tempfile::tempdir().unwrap();
    exec(home.path(), [PROGRAM, "call", "lowStock", "5"])
        .assert()
        .success()
        .stderr_eq("")
        .stdout_eq(
            "[{\"sku\":\"BOLT-8\",\"name\":\"Bolt M8\",\"stock\":3,\"price\":0.35},{\"sku\":\"DRILL-1\",[..]\"price\":149}]\n",
        );
}

#[test]
fn doctor_finds_the_script_too() {
    let home = tempfile::tempdir().unwrap();
    let script = inventory();
    let doctor = [
        OsStr::new(PROGRAM),
        OsStr::new("doctor"),
        OsStr::new("--source"),
        script.as_os_str(),
    ];
    exec(home.path(), doctor)
        .assert()
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
...
ok           deployed functions are those of the folder

"#]]);
}

/// A command that says when it is ready, and what it is sent from then on.
#[cfg(unix)]
struct Listening {
    exec: Child,
    lines: BufReader<ChildStdout>,
}

#[cfg(unix)]
impl Listening {
    fn start() -> Self {
        let command = "trap 'echo got INT; exit 3' INT; trap 'echo got TERM; exit 4' TERM; \
                       trap 'echo got HUP; exit 5' HUP; trap 'echo got USR1' USR1; \
                       echo ready; while :; do sleep 0.05; done";
        let mut exec = Command::new(PROGRAM)
            .arg("exec")
            .arg(inventory())
            .args(["--", "sh", "-c", command])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(exec.stdout.take().unwrap());
        let mut listening = Self { exec, lines };
        assert_eq!(listening.line(), "ready\n");
        listening
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line
    }

    fn send(&self, signal: &str) {
        let id = self.exec.id().to_string();
        let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status();
        assert!(sent.unwrap().success());
    }
}

#[cfg(unix)]
#[test]
fn signals_reach_the_command() {
    for (signal, code) in [("INT", 3), ("TERM", 4), ("HUP", 5)] {
        let mut listening = Listening::start();
        listening.send(signal);
        assert_eq!(listening.line(), format!("got {signal}\n"));
        assert_eq!(listening.exec.wait().unwrap().code(), Some(code));
    }
}

#[cfg(unix)]
#[test]
fn a_signal_that_does_not_end_the_command_does_not_end_the_emulator() {
    let mut listening = Listening::start();
    listening.send("USR1");
    assert_eq!(listening.line(), "got USR1\n");
    listening.send("TERM");
    assert_eq!(listening.line(), "got TERM\n");
    assert_eq!(listening.exec.wait().unwrap().code(), Some(4));
}

/// The emulator waits for its fakes until the test lets them come, so that the signal comes before the command.
#[cfg(unix)]
#[test]
fn a_signal_before_the_command_ends_everything() {
    let folder = tempfile::tempdir().unwrap();
    let fakes = folder.path().join("fakes.js");
    assert!(Command::new("mkfifo").arg(&fakes).status().unwrap().success());
    let mut exec = Command::new(PROGRAM)
        .arg("exec")
        .arg(inventory())
        .arg("--fake")
        .arg(&fakes)
        .args(["--", "sleep", "60"])
        .spawn()
        .unwrap();
    let waiting = fs::OpenOptions::new().write(true).open(&fakes).unwrap();
    let sent = Command::new("kill")
        .args(["-TERM", &exec.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
    drop(waiting);
    assert_eq!(exec.wait().unwrap().code(), Some(143));
}

#[test]
fn a_script_without_execution_api_runs_if_asked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("appsscript.json"),
        r#"{"oauthScopes":["https://mail.google.com/"]}"#,
    )
    .unwrap();
    fs::write(folder.path().join("Code.gs"), "function one() { return 1; }").unwrap();
    let exec = |option: &[&str]| {
        let exec = program(folder.path()).arg("exec").args(option).arg(folder.path());
        exec.args(["--", PROGRAM, "call", "one"]).assert()
    };
    exec(&["--deploy"]).success().stdout_eq("1\n").stderr_eq("");
    exec(&[]).code(1).stdout_eq("").stderr_eq(str![[r#"
warning: every call will be answered with 404, because appsscript.json has no executionApi: add "executionApi": { "access": "MYSELF" }, or use --deploy
error: `one` of [..] AKfycb[..]: Requested entity was not found.
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
    assert!(answer.contains("EXPECTED"), "{answer}");
}
"#;

/// A crate whose test expects this in the answer.
fn tiny_crate(expected: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("Cargo.toml"), CRATE_MANIFEST).unwrap();
    fs::write(
        folder.path().join("src/lib.rs"),
        CRATE_TEST.replace("EXPECTED", expected),
    )
    .unwrap();
    folder
}

#[test]
fn the_tests_of_a_crate_run_against_the_script() {
    for (expected, code, outcome) in [("912.25", 0, "1 passed"), ("913", 101, "1 failed")] {
        let folder = tiny_crate(expected);
        let output = Command::new(PROGRAM)
            .arg("exec")
            .arg(inventory())
            .args(["--", env!("CARGO"), "test", "--quiet", "--offline"])
            .current_dir(folder.path())
            .env_remove("CARGO_TARGET_DIR")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        assert!(text.contains(outcome), "{output:?}");
    }
}

/// Google's client for Python, which finds the emulator by the variables alone.
const PYTHON_CLIENT: &str = r#"
import os
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

service = build("script", "v1", credentials=Credentials(os.environ["APPS_SCRIPT_TOKEN"]),
                client_options={"api_endpoint": os.environ["APPS_SCRIPT_URL"]}, static_discovery=True)
body = {"function": "total"}
answer = service.scripts().run(scriptId=os.environ["APPS_SCRIPT_ID"], body=body).execute()
print(answer["response"]["result"])

script = os.environ["APPS_SCRIPT_SCRIPT_ID"]
deployments = service.projects().deployments()
listed = deployments.list(scriptId=script).execute()["deployments"]
versions = [one["deploymentConfig"].get("versionNumber") for one in listed]
deployment = deployments.get(scriptId=script, deploymentId=os.environ["APPS_SCRIPT_ID"]).execute()
content = service.projects().getContent(scriptId=script, versionNumber=1).execute()
print(versions, deployment["entryPoints"][0]["entryPointType"], [file["name"] for file in content["files"]])
"#;

#[test]
fn google_s_python_client_calls_the_script_and_reads_it() {
    let Some(python) = python_with_google_client() else {
        return skipped("there is no python3 with google-api-python-client, and pip cannot install it");
    };
    let output = Command::new(PROGRAM)
        .arg("exec")
        .arg(inventory())
        .arg("--")
        .arg(python)
        .args(["-c", PYTHON_CLIENT])
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let expected = "912.25\n[None, 1] EXECUTION_API ['appsscript', 'Items', 'Stock']\n";
    assert_eq!(printed, expected, "{output:?}");
}
