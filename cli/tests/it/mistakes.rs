//! Each mistake has one clear message and its exit code, and no backtrace.

use std::{fs, net::TcpListener};

use snapbox::{cmd::OutputAssert, str};

use crate::program::{inventory, program};

fn mistaken(arguments: &[&str]) -> OutputAssert {
    let home = tempfile::tempdir().unwrap();
    program(home.path()).args(arguments).assert()
}

/// With a token, so that nothing else is missing.
fn called(arguments: &[&str]) -> OutputAssert {
    let home = tempfile::tempdir().unwrap();
    let call = program(home.path())
        .env("APPS_SCRIPT_TOKEN", "ya29.secret")
        .env("APPS_SCRIPT_ID", "AKfycbxCall");
    call.arg("call").args(arguments).assert()
}

#[test]
fn an_unknown_command() {
    mistaken(&["dance"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: unrecognized subcommand 'dance'

Usage: apps-script [OPTIONS] <COMMAND>

For more information, try '--help'.

"#]]);
    mistaken(&["docter"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: unrecognized subcommand 'docter'

  tip: a similar subcommand exists: 'doctor'

Usage: apps-script [OPTIONS] <COMMAND>

For more information, try '--help'.

"#]]);
}

#[test]
fn wrong_json_is_shown_with_its_place() {
    called(&["f", "5", "{\"a\": }"])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: argument 2 is not valid JSON: expected value at line 1 column 7
  {"a": }
        ^
help: to send it as a text, write it as JSON: '"{\"a\": }"'

"#]]);
    called(&["f", "[1, 2"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: argument 1 is not valid JSON: EOF while parsing a list at line 1 column 5
  [1, 2
       ^
help: to send it as a text, write it as JSON: '"[1, 2"'

"#]]);
}

#[test]
fn wrong_json_in_a_file_and_on_standard_input() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("items.json"), "{\n  \"a\": 1,\n}\n").unwrap();
    let call = || {
        let call = program(home.path()).env("APPS_SCRIPT_ID", "AKfycbxCall");
        call.args(["call", "f"])
    };
    call().arg("@items.json").assert().code(2).stderr_eq(str![[r#"
error: argument 1: items.json is not valid JSON: key must be a string at line 3 column 1
  }
  ^

"#]]);
    call().arg("-").stdin("").assert().code(2).stderr_eq(str![[r#"
error: argument 1: standard input is not valid JSON: EOF while parsing a value at line 1 column 0
  
  ^

"#]]);
    call().args(["-", "-"]).assert().code(2).stderr_eq(str![[r#"
error: standard input can be one argument only, and `-` is given twice

"#]]);
    call().arg("@none.json").assert().code(2).stderr_eq(str![[r#"
error: argument 1: cannot read none.json: No such file or directory (os error 2)

"#]]);
    fs::write(home.path().join("latin.json"), b"\"\xe4\"").unwrap();
    call().arg("@latin.json").assert().code(2).stderr_eq(str![[r#"
error: argument 1: cannot read latin.json: it is not UTF-8

"#]]);
}

#[test]
fn an_option_with_a_wrong_value() {
    called(&["f", "--timeout", "soon"])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: invalid value 'soon' for '--timeout <TIME>': write it with its unit, such as 500ms, 30s or 2m

For more information, try '--help'.

"#]]);
}

#[test]
fn neither_an_id_nor_credentials() {
    mistaken(&["call", "f"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: no deployment ID was given
help: give it with `--id AKfycb…` or in the variable APPS_SCRIPT_ID; in the script editor, Deploy > Manage deployments shows it

"#]]);
    mistaken(&["call", "f", "--id", "AKfycbx"]).code(1).stdout_eq("").stderr_eq(str![[r#"
error: no credentials were found: [..]
help: sign in once: `apps-script login --help` says how; or set APPS_SCRIPT_CLIENT_ID, APPS_SCRIPT_CLIENT_SECRET and APPS_SCRIPT_REFRESH_TOKEN

"#]]);
}

#[test]
fn no_network() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    for url in [&*url, "https://apps-script.invalid"] {
        let assert = called(&["f", "--url", url]).code(1).stdout_eq("");
        let errors = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        assert!(errors.starts_with("error: `f` of "), "{errors}");
        assert!(
            errors.lines().count() <= 4 && errors.contains("\nhelp: "),
            "{errors}"
        );
        assert!(
            !errors.contains("ya29.secret") && !errors.contains("panicked"),
            "{errors}"
        );
    }
}

#[test]
fn an_id_that_is_not_a_deployment_s() {
    for (id, message) in [
        (
            "1DoctorScriptIdWithAsManyLettersAsGoogleGivesToThemAllxxx",
            "this looks like a script ID[..]",
        ),
        (
            "https://script.google.com/macros/s/AKfycbxPasted/exec",
            "this is a URL, not a deployment ID",
        ),
        ("script/..", "this is a URL or a path, not a deployment ID"),
    ] {
        let errors = format!("error: [..]{message}\nhelp: [..]\n");
        called(&["f", "--id", id]).code(2).stdout_eq("").stderr_eq(errors);
    }
}

#[test]
fn a_token_is_not_sent_unprotected() {
    called(&["f", "--url", "http://example.invalid"])
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: the base URL `http://example.invalid` would send secrets over the network unprotected
help: [..]

"#]]);
}

#[test]
fn a_folder_that_is_no_script() {
    let home = tempfile::tempdir().unwrap();
    let broken = home.path().join("broken");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("Code.gs"), "function (").unwrap();
    fs::create_dir(home.path().join("empty")).unwrap();
    let unbuilt = home.path().join("unbuilt");
    fs::create_dir(&unbuilt).unwrap();
    fs::write(unbuilt.join(".clasp.json"), "{rootDir: 'dist'}").unwrap();
    for command in ["bindings", "serve", "exec"] {
        let end: &[&str] = if command == "exec" { &["--", "true"] } else { &[] };
        for (folder, message) in [
            ("missing", "error: there is no script at missing\n"),
            (
                "empty",
                "error: no script in empty: it has no .gs, .js or .ts file\n",
            ),
            ("broken", "error: [..]Code.gs:1[..]\n"),
            (
                "unbuilt",
                "error: there is no script at unbuilt/dist; `rootDir` of unbuilt/.clasp.json names this folder: [..]\n",
            ),
        ] {
            let assert = program(home.path()).args([command, folder]).args(end).assert();
            assert.code(1).stdout_eq("").stderr_eq(message);
        }
    }
}

#[test]
fn a_port_in_use() {
    let home = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let serve = program(home.path())
        .arg("serve")
        .arg(inventory())
        .args(["--port", &port]);
    serve.assert().code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot listen on 127.0.0.1:[..]: Address already in use (os error [..])

"#]]);
    fs::write(
        home.path().join("client.json"),
        r#"{"installed":{"client_id":"c"}}"#,
    )
    .unwrap();
    let login = [
        "login",
        "--client-secret",
        "client.json",
        "--scope",
        "email",
        "--no-browser",
        "--port",
        &port,
    ];
    program(home.path())
        .args(login)
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: port [..] cannot be listened on: Address already in use (os error [..])
help: give another port with `port`, or 0 for a free one

"#]]);
}

#[test]
fn arguments_that_are_missing() {
    for (arguments, message) in [
        (&["call"][..], "<FUNCTION>"),
        (&["exec", "script"], "<COMMAND>"),
        (&["login"], "--client-secret"),
        (&["login", "--client-secret", "c.json"], "--scope"),
        (&["serve"], "<DIR>"),
        (&["bindings"], "<DIR>"),
        (&["completions", "abacus"], "abacus"),
        (&[], "Usage: apps-script"),
    ] {
        let assert = mistaken(arguments).code(2).stdout_eq("");
        let errors = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        assert!(errors.contains(message), "{arguments:?}: {errors}");
    }
    let login = mistaken(&["login", "--client-secret", "none.json", "--scope", "email"]);
    login
        .code(1)
        .stdout_eq("")
        .stderr_eq("error: none.json cannot be read[..]\n");
}

#[test]
fn colors_are_for_terminals_or_those_who_ask() {
    let home = tempfile::tempdir().unwrap();
    let red = "\u{1b}[";
    for (arguments, is_colored) in [
        (&["call", "f"][..], false),
        (&["call", "f", "--color", "always"], true),
        (&["--color=always", "dance"], true),
        (&["--color=never", "dance"], false),
    ] {
        let output = program(home.path()).args(arguments).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(errors.contains(red), is_colored, "{arguments:?}: {errors}");
    }
}
