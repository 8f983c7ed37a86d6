//! Each mistake has one clear message and its exit code.

use std::{fs, net::TcpListener};

use snapbox::str;

use crate::program::{inventory, program};

#[test]
fn wrong_json_is_reported_with_its_place() {
    let home = tempfile::tempdir().unwrap();
    program(home.path())
        .args(["call", "f", "5", "{\"a\": }", "--id", "AKfycbx"])
        .assert()
        .code(1)
        .stderr_eq(str![[r#"
error: argument 2: not JSON: expected value at line 1 column 7

"#]]);
}

#[test]
fn without_an_id_or_credentials_the_message_says_how_to_give_them() {
    let home = tempfile::tempdir().unwrap();
    program(home.path()).args(["call", "f"]).assert().code(1).stderr_eq(str![[r#"
error: no deployment ID was given
help: give it by `--id AKfycb…` or in APPS_SCRIPT_ID; the script editor shows it at Deploy > Manage deployments

"#]]);
    program(home.path())
        .args(["call", "f", "--id", "AKfycbx"])
        .assert()
        .code(1)
        .stderr_eq(str![[r#"
error: no credentials were found: [..]
help: sign in once: `apps-script login --help` says how; or set APPS_SCRIPT_CLIENT_ID, APPS_SCRIPT_CLIENT_SECRET and APPS_SCRIPT_REFRESH_TOKEN

"#]]);
}

#[test]
fn a_service_that_cannot_be_reached_is_reported_once() {
    let home = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let output = program(home.path())
        .args(["call", "f", "--id", "AKfycbx", "--timeout", "300ms"])
        .env("APPS_SCRIPT_URL", url)
        .env("APPS_SCRIPT_TOKEN", "ya29.test")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.starts_with("error: `f` of deployment AKfycbx: "),
        "{errors}"
    );
    assert!(errors.contains("\nhelp: "), "{errors}");
    assert!(
        !errors.contains("ya29.test") && !errors.contains("panicked"),
        "{errors}"
    );
}

#[test]
fn commands_and_folders_that_do_not_exist_end_with_their_codes() {
    let home = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let broken = home.path().join("broken");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("Code.gs"), "function (").unwrap();
    let script = inventory();
    let script = script.to_str().unwrap();
    for (arguments, code, message) in [
        (&["dance"][..], 2, "unrecognized subcommand 'dance'"),
        (&["call"], 2, "<FUNCTION>"),
        (
            &["call", "f", "--timeout", "soon"],
            2,
            "write it as 30s, 5m or 1500ms",
        ),
        (&["bindings", "/no/such/folder"], 1, "/no/such/folder"),
        (&["bindings", broken.to_str().unwrap()], 1, "Code.gs:1"),
        (&["serve", "/no/such/folder"], 1, "/no/such/folder"),
        (
            &["serve", script, "--port", &port],
            3,
            "cannot listen on 127.0.0.1:",
        ),
        (&["exec", script], 2, "<COMMAND>"),
        (
            &["login", "--client-secret", "none.json", "--scope", "email"],
            1,
            "none.json",
        ),
        (&["login", "--client-secret", "none.json"], 2, "--scope"),
        (&["completions", "abacus"], 2, "abacus"),
    ] {
        let output = program(home.path()).args(arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        assert!(errors.contains(message), "{arguments:?}: {errors}");
        assert!(!errors.contains("panicked"), "{arguments:?}: {errors}");
    }
}

#[test]
fn help_of_each_command_has_its_exit_codes() {
    let home = tempfile::tempdir().unwrap();
    for command in [
        "login",
        "logout",
        "doctor",
        "call",
        "bindings",
        "serve",
        "exec",
        "completions",
    ] {
        let output = program(home.path()).args([command, "--help"]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && text.contains("Exit codes:\n"),
            "{command}: {text}"
        );
    }
}
