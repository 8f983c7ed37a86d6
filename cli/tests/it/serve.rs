//! Runs the program as a person does.

use std::{
    fs,
    io::{BufRead, BufReader, Lines, Read},
    net::TcpListener,
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::python::skipped;

const MANIFEST: &str = r#"{
  "executionApi": { "access": "MYSELF" },
  "oauthScopes": ["https://www.googleapis.com/auth/userinfo.email"]
}"#;

fn script() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("appsscript.json"), MANIFEST).unwrap();
    write_version(folder.path(), 1);
    folder
}

fn write_version(folder: &Path, version: u32) {
    let code = format!("function takesOne(a) {{}}\nfunction version() {{ return {version}; }}\n");
    fs::write(folder.join("Code.gs"), code).unwrap();
}

fn program() -> Command {
    let mut program = Command::new(crate::program::PROGRAM);
    program
        .env("RUST_LOG", "off")
        .env_remove("APPS_SCRIPT_EMULATOR_TOKEN");
    program
}

/// Runs the program to its end.
fn output(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

/// A program that serves; it ends with the test.
struct Serving {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    text: Vec<String>,
}

impl Serving {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = program()
            .arg("serve")
            .arg(folder)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut serving = Self {
            process,
            lines,
            text: Vec::new(),
        };
        serving.read_to("  -d ");
        serving
    }

    fn read_to(&mut self, last: &str) {
        while self.text.last().is_none_or(|line| !line.starts_with(last)) {
            let line = self.lines.next().unwrap().unwrap();
            self.text.push(line);
        }
    }

    fn exported(&self, name: &str) -> String {
        let start = format!("export {name}=");
        let line = self.text.iter().find_map(|line| line.strip_prefix(&start));
        line.unwrap_or_default().to_owned()
    }

    fn call(&self, function: &str) -> Value {
        let url = self.exported("APPS_SCRIPT_URL");
        let id = self.exported("APPS_SCRIPT_ID");
        let token = self.exported("APPS_SCRIPT_TOKEN");
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let request = reqwest::Client::new()
                .post(format!("{url}/v1/scripts/{id}:run"))
                .bearer_auth(token)
                .body(json!({ "function": function }).to_string());
            let answer = request.send().await.unwrap().text().await.unwrap();
            serde_json::from_str(&answer).unwrap()
        })
    }

    fn version(&self) -> Value {
        self.call("version")["response"]["result"].clone()
    }

    /// Waits until the files are deployed that hold this version.
    fn wait_for(&self, version: u32) {
        for _ in 0..600 {
            if self.version() == version {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(self.version(), version);
    }

    #[cfg(unix)]
    fn end(mut self, signal: &str) -> (Option<i32>, String) {
        let id = self.process.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        let status = self.process.wait().unwrap();
        let mut errors = String::new();
        self.process
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut errors)
            .unwrap();
        (status.code(), errors)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_text_at_the_start_can_be_copied() {
    let script = script();
    let serving = Serving::start(script.path(), &["--token", "own token"]);
    let url = serving.exported("APPS_SCRIPT_URL");
    let folder = script.path().display();
    assert_eq!(
        serving.text[0],
        format!("Serving {folder}; its functions and executions: {url}/")
    );
    assert_eq!(serving.exported("APPS_SCRIPT_TOKEN"), "'own token'");
    assert_eq!(serving.text.len(), 10, "{:?}", serving.text);
    let copied = serving.text[1..].join("\n");
    assert!(
        copied.contains("\"function\":\"version\""),
        "one that takes nothing: {copied}"
    );
    let Ok(shell) = Command::new("sh").args(["-c", &copied]).output() else {
        return skipped("there is no shell on this machine");
    };
    if shell.status.code() == Some(127) {
        return skipped("there is no curl on this machine");
    }
    let answer: Value = serde_json::from_slice(&shell.stdout).unwrap();
    assert_eq!(answer["response"]["result"], 1, "{answer}");
}

#[cfg(unix)]
#[test]
fn signals_end_it_with_success() {
    let script = script();
    for signal in ["-INT", "-TERM"] {
        let serving = Serving::start(script.path(), &[]);
        assert_eq!(serving.end(signal), (Some(0), String::new()), "{signal}");
    }
}

#[test]
fn what_cannot_start_ends_with_a_code_of_its_own() {
    let script = script();
    let folder = script.path().to_str().unwrap();
    let broken = tempfile::tempdir().unwrap();
    fs::write(broken.path().join("Code.gs"), "function (").unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (arguments, code, message) in [
        (vec!["serve", "/no/such/folder"], 1, "/no/such/folder"),
        (vec!["serve", broken.path().to_str().unwrap()], 1, "Code.gs:1"),
        (vec!["serve"], 2, "Usage:"),
        (vec!["serve", folder, "--port", "many"], 2, "--port"),
        (vec!["serve", folder, "--host", "here"], 2, "--host"),
        (
            vec!["serve", folder, "--port", &port],
            3,
            "cannot listen on 127.0.0.1:",
        ),
        (
            vec!["serve", folder, "--state", folder],
            4,
            "cannot open the state file",
        ),
    ] {
        let output = output(&arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        assert!(errors.contains(message), "{arguments:?}: {errors}");
    }
}

#[cfg(unix)]
#[test]
fn a_watched_script_is_deployed_when_it_changes() {
    let script = script();
    let serving = Serving::start(script.path(), &["--watch"]);
    let id = serving.exported("APPS_SCRIPT_ID");
    assert_eq!(serving.version(), 1);
    write_version(script.path(), 2);
    serving.wait_for(2);
    fs::write(script.path().join("New.gs"), "function version() { return 3; }").unwrap();
    serving.wait_for(3);
    fs::remove_file(script.path().join("New.gs")).unwrap();
    serving.wait_for(2);
    fs::write(script.path().join("Code.gs"), "function version() { return 4").unwrap();
    // Broken files change nothing; the next good ones do.
    fs::write(script.path().join("Mark.gs"), "function mark() {}").unwrap();
    assert_eq!(serving.version(), 2);
    write_version(script.path(), 5);
    serving.wait_for(5);
    assert_eq!(serving.exported("APPS_SCRIPT_ID"), id);
    let (code, errors) = serving.end("-TERM");
    assert_eq!(code, Some(0));
    assert!(errors.contains("deployed again"), "{errors}");
}

#[cfg(unix)]
#[test]
fn an_unwatched_script_stays_as_it_was_deployed() {
    let script = script();
    let serving = Serving::start(script.path(), &[]);
    write_version(script.path(), 2);
    assert_eq!(serving.version(), 1);
}

#[cfg(unix)]
#[test]
fn what_keeps_calls_from_running_is_told() {
    let folder = tempfile::tempdir().unwrap();
    write_version(folder.path(), 1);
    let (_, errors) = Serving::start(folder.path(), &[]).end("-TERM");
    assert!(
        errors.contains("has no executionApi") && errors.contains("needs no OAuth scope"),
        "{errors}"
    );
    let (_, errors) = Serving::start(script().path(), &["--host", "0.0.0.0"]).end("-TERM");
    assert!(errors.contains("warning: listening on 0.0.0.0"), "{errors}");
}

#[cfg(unix)]
#[test]
fn state_is_kept_from_one_start_to_the_next() {
    let script = script();
    let code = "function count() { const all = PropertiesService.getScriptProperties();\n\
                const next = Number(all.getProperty('n')) + 1; all.setProperty('n', next); return next; }";
    fs::write(script.path().join("Count.gs"), code).unwrap();
    let state = script.path().join("state.sqlite");
    let arguments = ["--state", state.to_str().unwrap()];
    for expected in [1, 2] {
        let serving = Serving::start(script.path(), &arguments);
        assert_eq!(serving.call("count")["response"]["result"], expected);
        serving.end("-TERM");
    }
}

/// The OAuth client in a file.
fn client_in(file: &Path) -> Value {
    let file: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    file["installed"].clone()
}

#[cfg(unix)]
#[test]
fn an_oauth_client_is_written_once_and_kept() {
    let script = script();
    let file = script.path().join("client_secret.json");
    let arguments = ["--client-secret", file.to_str().unwrap(), "--verbose"];
    let mut clients = Vec::new();
    for _ in 0..2 {
        let serving = Serving::start(script.path(), &arguments);
        let client = client_in(&file);
        let url = serving.exported("APPS_SCRIPT_URL");
        assert_eq!(client["token_uri"], format!("{url}/token"));
        assert_eq!(client["auth_uri"], format!("{url}/authorize"));
        assert_eq!(client["redirect_uris"], json!(["http://localhost"]));
        let shown = format!("client ID:     {}", client["client_id"].as_str().unwrap());
        assert!(serving.text.contains(&shown), "{:?}", serving.text);
        for name in [
            "script ID:",
            "client secret:",
            "refresh token:",
            "sign-in:",
            "tokens:",
        ] {
            assert!(
                serving.text.iter().any(|line| line.starts_with(name)),
                "{name}: {:?}",
                serving.text
            );
        }
        clients.push((client["client_id"].clone(), client["client_secret"].clone()));
        serving.end("-TERM");
    }
    assert_eq!(clients[0], clients[1]);
}

/// It is needed to sign in at Google, and cannot be downloaded twice.
#[cfg(unix)]
#[test]
fn a_file_of_the_cloud_console_is_used_and_stays_as_it_is() {
    let script = script();
    let file = script.path().join("client_secret.json");
    let text = r#"{"installed":{"client_id":"1-real.apps.googleusercontent.com","client_secret":"GOCSPX-real",
        "auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token"}}"#;
    fs::write(&file, text).unwrap();
    let serving = Serving::start(
        script.path(),
        &["--client-secret", file.to_str().unwrap(), "--verbose"],
    );
    assert!(
        serving
            .text
            .iter()
            .any(|line| line == "client secret: GOCSPX-real"),
        "{:?}",
        serving.text
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_file_that_is_no_oauth_client_is_refused() {
    let script = script();
    let file = script.path().join("package.json");
    fs::write(&file, "{}").unwrap();
    let output = output(&[
        "serve",
        script.path().to_str().unwrap(),
        "--client-secret",
        file.to_str().unwrap(),
    ]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(
        errors.contains("package.json is not the file of an OAuth client: missing field"),
        "{errors}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "{}");
}

#[test]
fn programs_read_one_line_of_json() {
    let script = script();
    let mut process = program()
        .arg("serve")
        .arg(script.path())
        .arg("--json")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = BufReader::new(process.stdout.take().unwrap())
        .lines()
        .next()
        .unwrap()
        .unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    let started: Value = serde_json::from_str(&line).unwrap();
    for name in [
        "url",
        "deploymentId",
        "token",
        "scriptId",
        "clientId",
        "clientSecret",
        "refreshToken",
        "authorizeUrl",
        "tokenUrl",
    ] {
        assert!(
            started[name].as_str().is_some_and(|text| !text.is_empty()),
            "{name}: {line}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_script_without_execution_api_is_served_if_asked() {
    let folder = tempfile::tempdir().unwrap();
    write_version(folder.path(), 1);
    fs::write(
        folder.path().join("appsscript.json"),
        r#"{"oauthScopes":["https://mail.google.com/"]}"#,
    )
    .unwrap();
    let serving = Serving::start(folder.path(), &["--deploy"]);
    assert_eq!(serving.version(), 1);
    assert_eq!(serving.end("-TERM"), (Some(0), String::new()));
    let serving = Serving::start(folder.path(), &[]);
    assert_eq!(serving.call("version")["error"]["code"], 404);
}
