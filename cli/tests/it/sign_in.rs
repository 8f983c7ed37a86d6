//! `login` and `logout` against the emulator, which agrees for its user.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use apps_script_emulator::Emulator;
use serde_json::json;

use crate::program::{PROGRAM, inventory, program, run};

#[tokio::test(flavor = "multi_thread")]
async fn signs_in_through_the_browser_and_out_again() {
    let emulator = Emulator::builder().project(inventory()).start().await.unwrap();
    let home = tempfile::tempdir().unwrap();
    let client_secret = home.path().join("client_secret.json");
    let client = json!({ "installed": {
        "client_id": emulator.client_id(), "client_secret": emulator.client_secret(),
        "auth_uri": emulator.authorize_url(), "token_uri": emulator.token_url(),
    }});
    fs::write(&client_secret, client.to_string()).unwrap();
    let url = emulator.url().to_owned();
    run(move || {
        let mut login = Command::new(PROGRAM)
            .env_clear()
            .env("HOME", home.path())
            .env("APPS_SCRIPT_URL", &url)
            .args(["login", "--no-browser", "--source"])
            .arg(inventory())
            .arg("--client-secret")
            .arg(&client_secret)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(login.stdout.take().unwrap())
            .lines()
            .map(Result::unwrap);
        let page = lines.find(|line| line.trim_start().starts_with("http")).unwrap();
        let opened = tokio::runtime::Runtime::new()
            .unwrap()
            .block_on(async { reqwest::get(page.trim()).await.unwrap().status() });
        assert_eq!(opened, 200);
        let last = lines.last().unwrap();
        assert!(login.wait().unwrap().success());
        assert!(last.starts_with("Signed in as "), "{last}");
        let store = home.path().join(".config/apps-script/credentials.json");
        assert!(fs::read_to_string(&store).unwrap().contains("refresh_token"));
        let logout = || {
            program(home.path())
                .arg("logout")
                .env("APPS_SCRIPT_URL", &url)
                .assert()
                .success()
                .stderr_eq("")
        };
        logout().stdout_eq("Signed out: [..]credentials.json is deleted.\n");
        assert!(!store.exists());
        logout().stdout_eq("Nobody is signed in: [..]credentials.json is not there.\n");
    })
    .await;
    drop(emulator);
}

#[test]
fn gives_up_when_nobody_comes() {
    let home = tempfile::tempdir().unwrap();
    let client_secret = home.path().join("client_secret.json");
    fs::write(&client_secret, r#"{"installed":{"client_id":"c"}}"#).unwrap();
    program(home.path())
        .args(["login", "--no-browser", "--scope", "email", "--patience", "0", "--client-secret"])
        .arg(&client_secret)
        .assert()
        .code(1)
        .stderr_eq("error: nobody signed in within 0 seconds\nhelp: start it again, or give more time with --patience\n");
}
