//! `login` and `logout` against the emulator, whose person agrees at once.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use apps_script_emulator::Emulator;
use serde_json::{Value, json};
use snapbox::str;

use crate::program::{PROGRAM, inventory, program, run};

const STORE: &str = ".config/apps-script/credentials.json";

/// The file of the OAuth client, as `serve` writes it.
fn write_client(emulator: &Emulator, home: &Path) {
    let client = json!({ "installed": {
        "client_id": emulator.client_id(), "client_secret": emulator.client_secret(),
        "auth_uri": emulator.authorize_url(), "token_uri": emulator.token_url(),
    }});
    fs::write(home.join("client_secret.json"), client.to_string()).unwrap();
}

/// `login`, which waits for a browser.
struct Login {
    process: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Login {
    fn start(home: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(PROGRAM)
            .env_clear()
            .env("HOME", home)
            .current_dir(home)
            .args([
                "login",
                "--no-browser",
                "--client-secret",
                "client_secret.json",
                "--source",
            ])
            .arg(inventory())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, lines }
    }

    fn line(&mut self) -> String {
        self.lines.next().unwrap().unwrap()
    }

    /// Opens the page as a browser does, and returns the last line that is printed then.
    fn sign_in(mut self, page: &str) -> String {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let opened = runtime.block_on(async { reqwest::get(page).await.unwrap().status() });
        assert_eq!(opened, 200);
        let last = self.lines.map(Result::unwrap).last().unwrap();
        assert!(self.process.wait().unwrap().success(), "{last}");
        last
    }
}

fn signed_in(home: &Path) -> String {
    let mut login = Login::start(home, &[]);
    assert_eq!(login.line(), "Open this page on this machine, and sign in:");
    assert_eq!(login.line(), "");
    let page = login.line();
    login.sign_in(page.trim())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_is_kept_used_and_revoked() {
    let emulator = Emulator::builder().project(inventory()).start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        write_client(&emulator, home.path());
        let last = signed_in(home.path());
        let store = home.path().join(STORE);
        assert_eq!(
            last,
            format!(
                "Signed in as me@example.com. The sign-in is kept in {}.",
                store.display()
            )
        );

        let kept: Value = serde_json::from_str(&fs::read_to_string(&store).unwrap()).unwrap();
        let scopes = [
            "https://www.googleapis.com/auth/spreadsheets",
            "https://www.googleapis.com/auth/userinfo.email",
            // As Google adds it.
            "openid",
        ];
        assert_eq!(kept["scopes"], json!(scopes));
        // The access token is over: a new one comes from where the sign-in was made.
        emulator.revoke_token("unknown");
        emulator.expire_token(kept["access_token"].as_str().unwrap());
        let call = || {
            let call = program(home.path()).env("APPS_SCRIPT_URL", emulator.url());
            call.args(["call", "total", "--id", emulator.deployment_id()])
                .assert()
        };
        call().success().stdout_eq("912.25\n").stderr_eq("");

        let copy = home.path().join("copy.json");
        fs::copy(&store, &copy).unwrap();
        let logout = || program(home.path()).arg("logout").assert();
        logout()
            .success()
            .stderr_eq("")
            .stdout_eq("Signed out: the sign-in is revoked, and [..]credentials.json is deleted.\n");
        assert!(!store.exists());
        logout()
            .success()
            .stderr_eq("")
            .stdout_eq("Nobody is signed in: [..]credentials.json does not exist.\n");
        fs::copy(&copy, &store).unwrap();
        call()
            .code(1)
            .stdout_eq("")
            .stderr_eq("error: [..]invalid_grant[..]\nhelp: [..]\n");
    })
    .await;
}

/// A browser that only writes down what it is to open.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_browser_is_opened() {
    use std::os::unix::fs::PermissionsExt;

    let emulator = Emulator::builder().project(inventory()).start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        write_client(&emulator, home.path());
        let browser = home.path().join("browser");
        fs::write(
            &browser,
            "#!/bin/sh\nprintf %s \"$1\" > \"$HOME/new\" && mv \"$HOME/new\" \"$HOME/opened\"\n",
        )
        .unwrap();
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o700)).unwrap();
        let login = program(home.path()).env("BROWSER", &browser);
        let login = login.args([
            "login",
            "--client-secret",
            "client_secret.json",
            "--scope",
            "email",
            "--patience",
            "2s",
        ]);
        login
            .assert()
            .code(1)
            .stderr_eq("error: nobody signed in within 2s\nhelp: [..]\n")
            .stdout_eq(str![[r#"
The browser has opened a page to sign in. If it has not, open it on this machine:

  http://127.0.0.1:[..]/authorize?response_type=code&client_id=[..]


"#]]);
        let opened = fs::read_to_string(home.path().join("opened")).unwrap();
        assert!(opened.starts_with(&emulator.authorize_url()), "{opened}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_read_json() {
    let emulator = Emulator::builder().project(inventory()).start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        write_client(&emulator, home.path());
        let mut login = Login::start(home.path(), &["--json", "--store", "kept.json"]);
        let started: Value = serde_json::from_str(&login.line()).unwrap();
        let last = login.sign_in(started["url"].as_str().unwrap());
        let outcome: Value = serde_json::from_str(&last).unwrap();
        assert_eq!(
            (&outcome["email"], &outcome["store"]),
            (&json!("me@example.com"), &json!("kept.json"))
        );
        assert_eq!(outcome["scopes"].as_array().unwrap().len(), 3, "{outcome}");
        assert!(home.path().join("kept.json").exists());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_declines_is_not_signed_in() {
    let emulator = Emulator::builder()
        .project(inventory())
        .consent(false)
        .start()
        .await
        .unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        write_client(&emulator, home.path());
        let mut login = Login::start(home.path(), &["--json"]);
        let started: Value = serde_json::from_str(&login.line()).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let page = started["url"].as_str().unwrap();
        runtime.block_on(async { reqwest::get(page).await.unwrap() });
        assert_eq!(login.process.wait().unwrap().code(), Some(1));
        assert!(!home.path().join(STORE).exists());
    })
    .await;
}

/// Whoever signs out must not stay signed in because there is no network; what is left to do is said.
#[test]
fn a_sign_in_that_cannot_be_revoked_is_deleted() {
    let home = tempfile::tempdir().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/token", free.local_addr().unwrap());
    drop(free);
    let store = home.path().join("kept.json");
    for (text, message) in [
        (
            json!({ "refresh_token": "1//r", "token_uri": url }).to_string(),
            "the token endpoint cannot be reached",
        ),
        ("{".to_owned(), "[..]line 1, column 1"),
    ] {
        fs::write(&store, text).unwrap();
        let logout = program(home.path())
            .args(["logout", "--store", "kept.json"])
            .assert();
        logout.code(1).stdout_eq("").stderr_eq(format!(
            "error: kept.json is deleted, but the sign-in was not revoked: {message}\n\
             help: remove the application's access at https://myaccount.google.com/permissions\n"
        ));
        assert!(!store.exists());
    }
}

#[test]
fn a_manifest_without_scopes_is_not_enough() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("Code.gs"), "function f() {}").unwrap();
    fs::write(
        home.path().join("client.json"),
        r#"{"installed":{"client_id":"c"}}"#,
    )
    .unwrap();
    let login = program(home.path()).args(["login", "--client-secret", "client.json", "--source", "."]);
    login.assert().code(1).stdout_eq("").stderr_eq(str![[r#"
error: the manifest of . lists no oauthScopes
help: give each scope with --scope, or copy them into the manifest; the script editor lists them at Overview > Project OAuth Scopes

"#]]);
}

#[test]
fn gives_up_when_nobody_comes() {
    let home = tempfile::tempdir().unwrap();
    fs::write(
        home.path().join("client.json"),
        r#"{"installed":{"client_id":"c"}}"#,
    )
    .unwrap();
    let login = [
        "login",
        "--no-browser",
        "--scope",
        "email",
        "--patience",
        "1ms",
        "--client-secret",
        "client.json",
    ];
    program(home.path())
        .args(login)
        .assert()
        .code(1)
        .stderr_eq(str![[r#"
error: nobody signed in within 1ms
help: start again, or give more time with --patience

"#]]);
}
