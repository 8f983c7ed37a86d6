//! Calls the emulator as a client would, and compares with what Google answers.

use apps_script_emulator::{Emulator, ExecutionStatus, LogLevel, StartError};
use apps_script_source::ReadError;
use serde_json::{Value, json};

use crate::calling::{emulator, post, run};

#[tokio::test]
async fn values_travel() {
    let emulator = emulator().await;
    for (function, parameters, result) in [
        (
            "echo",
            json!([{ "a": [1, 2.5, "x", true, null] }]),
            json!({ "a": [1, 2.5, "x", true, null] }),
        ),
        (
            "echo",
            json!([{ "__proto__": { "x": 1 } }]),
            json!({ "__proto__": { "x": 1 } }),
        ),
        ("holes", json!([]), json!({ "slots": [1, null, null, 4] })),
        ("shared", json!([]), json!([[1], [1]])),
        ("calledDate", json!([]), json!({ "calls": [[1], { "a": {} }] })),
        ("later", json!([]), json!("settled")),
        ("arrow", json!([]), json!("arrow")),
        ("letFunction", json!([]), json!("let")),
        ("twoArguments", json!([1]), json!([1, "undefined"])),
        ("twoArguments", json!([1, 2, 3]), json!([1, 2])),
        ("integralFloat", json!([]), json!(5)),
        ("absent", json!([]), json!([])),
    ] {
        let answer = run(&emulator, function, parameters).await;
        assert_eq!(answer["response"]["result"], result, "{function}: {answer}");
    }
}

#[tokio::test]
async fn undefined_leaves_the_result_out() {
    let answer = run(&emulator().await, "nothing", json!([])).await;
    let expected = json!({ "done": true, "response": { "@type": "type.googleapis.com/google.apps.script.v1.ExecutionResponse" } });
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn what_cannot_travel_fails_after_the_run() {
    let emulator = emulator().await;
    let functions = [
        "aDate",
        "nestedDate",
        "renamedDate",
        "dateOfNoClass",
        "hiddenDate",
        "aFunction",
        "circular",
        "notFinite",
        "bigInteger",
        "pollute",
    ];
    for function in functions {
        let answer = run(&emulator, function, json!([])).await;
        let detail = &answer["error"]["details"][0];
        let text = "The script completed but the returned value is not a supported return type.";
        assert_eq!(detail["errorMessage"], text, "{function}: {answer}");
        assert_eq!(detail.get("scriptStackTraceElements"), None);
    }
    assert!(
        emulator
            .executions()
            .iter()
            .all(|execution| execution.status == ExecutionStatus::Failed)
    );
}

#[tokio::test]
async fn the_value_that_cannot_travel_is_named_where_the_caller_does_not_see_it() {
    let emulator = emulator().await;
    for (function, expected) in [
        ("dateInGrid", "result[1][4] is a Date"),
        ("nestedDate", "result.rows[0][1] is a Date"),
        ("aFunction", "result is a function"),
        ("circular", "result.self is an object that it is in"),
        ("notFinite", "result is NaN"),
        ("bigInteger", "result is a BigInt"),
        ("symbolInMap", r#"result["a b"] is a symbol"#),
        (
            "throwingGetter",
            "result.rows[0] is something that cannot be read",
        ),
    ] {
        let body = format!(r#"{{"function":"{function}"}}"#);
        let (_, answer) = post(&emulator, emulator.deployment_id(), Some(emulator.token()), body).await;
        assert!(!answer.to_string().contains(expected), "{answer}");
        let execution = emulator.executions().pop().unwrap();
        let error = execution.error.unwrap();
        assert_eq!(error.detail.as_deref(), Some(expected), "{function}");
        let log = execution.logs.last().unwrap();
        let expected = format!("The returned value is not supported: {expected}");
        assert_eq!((log.level, &log.message), (LogLevel::Error, &expected));
    }
    let page = reqwest::get(emulator.url()).await.unwrap().text().await.unwrap();
    assert!(page.contains("result[1][4] is a Date"), "{page}");
}

#[tokio::test]
async fn exceptions_name_class_message_and_stack() {
    let emulator = emulator().await;
    for (function, message, stack) in [
        (
            "outer",
            "RangeError: out of range",
            json!([["inner", 9], ["outer", 13]]),
        ),
        (
            "property",
            "TypeError: Cannot read properties of undefined (reading 'length')",
            json!([["property", 17]]),
        ),
        (
            "unknownName",
            "ReferenceError: missing is not defined",
            json!([["unknownName", 21]]),
        ),
        ("ownClass", "StockError: empty", json!([["ownClass", 25]])),
        ("text", "a text", json!([])),
        ("rejected", "TypeError: rejected", json!([["rejected", 34]])),
    ] {
        let answer = run(&emulator, function, json!([])).await;
        assert_eq!(answer["error"]["code"], 3, "{answer}");
        let detail = &answer["error"]["details"][0];
        assert_eq!(detail["errorMessage"], message);
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
async fn logs_are_kept_with_their_levels() {
    let emulator = emulator().await;
    run(&emulator, "logs", json!([])).await;
    let execution = emulator.executions().pop().unwrap();
    let logs: Vec<_> = execution
        .logs
        .iter()
        .map(|entry| (entry.level, entry.message.as_str()))
        .collect();
    let expected = [
        (LogLevel::Debug, "A has 3 {\"left\":1}"),
        (LogLevel::Warning, "low"),
        (LogLevel::Info, "sum 7"),
    ];
    assert_eq!(logs, expected);
}

#[tokio::test]
async fn functions_that_are_not_public_are_not_found() {
    let emulator = emulator().await;
    for function in [
        "missing",
        "private_",
        "console",
        "echo()",
        "1x",
        "a.b.c",
        "Object.keys_",
        "echo;echo",
    ] {
        let answer = run(&emulator, function, json!([])).await;
        let expected = format!("Script function not found: {function}");
        assert_eq!(answer["error"]["details"][0]["errorMessage"], expected);
    }
}

#[tokio::test]
async fn calls_are_refused_as_google_refuses_them() {
    let emulator = emulator().await;
    let (id, token) = (emulator.deployment_id(), emulator.token());
    let good = || json!({ "function": "nothing" }).to_string();
    for (id, token, body, status, name) in [
        (id, None, good(), 401, "UNAUTHENTICATED"),
        (id, Some("ya29.other"), good(), 401, "UNAUTHENTICATED"),
        ("AKfycbOther", Some(token), good(), 404, "NOT_FOUND"),
        (id, Some(token), "no JSON".into(), 400, "INVALID_ARGUMENT"),
        (id, Some(token), "[]".into(), 400, "INVALID_ARGUMENT"),
        (id, Some(token), "{}".into(), 400, "INVALID_ARGUMENT"),
        (
            id,
            Some(token),
            json!({ "fonction": "f" }).to_string(),
            400,
            "INVALID_ARGUMENT",
        ),
        (
            id,
            Some(token),
            json!({ "function": "f", "parameters": 5 }).to_string(),
            400,
            "INVALID_ARGUMENT",
        ),
    ] {
        let (answered, answer) = post(&emulator, id, token, body.clone()).await;
        assert_eq!(
            (answered, answer["error"]["status"].as_str()),
            (status, Some(name)),
            "{body}: {answer}"
        );
        assert_eq!(answer["error"]["code"], status);
    }
    assert!(emulator.executions().is_empty(), "nothing ran");
}

#[tokio::test]
async fn dev_mode_runs_the_files_as_they_are_now() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "appsscript.json",
        r#"{ "oauthScopes": ["https://www.googleapis.com/auth/userinfo.email"], "executionApi": { "access": "MYSELF" } }"#,
    );
    write("Code.gs", "function version() { return 1; }");
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    write("Code.gs", "function version() { return 2; }");
    for (dev_mode, version) in [(false, 1), (true, 2)] {
        let body = json!({ "function": "version", "devMode": dev_mode }).to_string();
        let (_, answer) = post(&emulator, emulator.deployment_id(), Some(emulator.token()), body).await;
        assert_eq!(answer["response"]["result"], version, "{answer}");
    }
}

#[tokio::test]
async fn dev_mode_never_runs_old_files_in_place_of_broken_ones() {
    const MANIFEST: &str = r#"{ "oauthScopes": ["https://www.googleapis.com/auth/userinfo.email"], "executionApi": { "access": "MYSELF" } }"#;
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("appsscript.json", MANIFEST);
    write("Code.gs", "function version() { return 1; }");
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    let call = async |dev_mode: bool| {
        let body = json!({ "function": "version", "devMode": dev_mode }).to_string();
        post(&emulator, emulator.deployment_id(), Some(emulator.token()), body).await
    };
    let spoil_and_mend: [(&str, Option<&str>, &str, &str); 4] = [
        (
            "appsscript.json",
            Some("{ \"oauthScopes\": "),
            MANIFEST,
            "appsscript.json",
        ),
        (
            "appsscript.json",
            Some("{ \"oauthScopes\": 5 }"),
            MANIFEST,
            "appsscript.json",
        ),
        (".clasp.json", Some("{"), "{}", ".clasp.json"),
        ("Code.gs", None, "function version() { return 2; }", ""),
    ];
    for (name, broken, whole, named) in spoil_and_mend {
        match broken {
            Some(text) => write(name, text),
            None => std::fs::remove_file(folder.path().join(name)).unwrap(),
        }
        let (status, answer) = call(true).await;
        assert_eq!(status, 200);
        let detail = &answer["error"]["details"][0];
        let message = detail["errorMessage"].as_str().unwrap_or_default();
        let says = "The emulator cannot read the files as they are now, which devMode runs: ";
        assert!(
            message.starts_with(says) && message.contains(named),
            "{name}: {answer}"
        );
        let last = emulator.executions().pop().unwrap();
        assert_eq!((last.status, last.dev_mode), (ExecutionStatus::Failed, true));
        assert_eq!(
            call(false).await.1["response"]["result"],
            1,
            "what is deployed still runs"
        );
        write(name, whole);
        assert!(call(true).await.1["error"].is_null(), "{name}");
    }
}

#[tokio::test]
async fn files_load_in_the_order_of_clasp() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    write(
        "src/appsscript.json",
        r#"{ "oauthScopes": ["https://www.googleapis.com/auth/userinfo.email"], "executionApi": {} }"#,
    );
    write("src/a.gs", "order.push('a'); function read() { return order; }");
    write("src/b.js", "order.push('b');");
    write("src/first.gs", "const order = ['first'];");
    write(
        ".clasp.json",
        r#"{ "scriptId": "1x", "rootDir": "src", "filePushOrder": ["src/first.gs"] }"#,
    );
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    assert_eq!(
        run(&emulator, "read", json!([])).await["response"]["result"],
        json!(["first", "a", "b"])
    );
}

#[tokio::test]
async fn a_project_that_cannot_run_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let start = async || Emulator::builder().project(folder.path()).start().await.map(drop);
    assert!(matches!(
        start().await,
        Err(StartError::Project(ReadError::NoScript { .. }))
    ));
    std::fs::write(folder.path().join("code.ts"), "function a(): void {}").unwrap();
    let error = start().await.unwrap_err().to_string();
    assert!(error.contains("TypeScript alone"), "{error}");
    std::fs::write(
        folder.path().join("Code.gs"),
        "function a() {}\nfunction b() {\n  return 1 +;\n}\n",
    )
    .unwrap();
    let error = start().await.unwrap_err().to_string();
    assert!(error.contains("Code.gs:3: "), "{error}");
    std::fs::write(folder.path().join("Code.gs"), "const twice = 1;").unwrap();
    std::fs::write(folder.path().join("Other.gs"), "const twice = 2;").unwrap();
    let error = start().await.unwrap_err().to_string();
    assert!(error.contains("Other.gs") && error.contains("twice"), "{error}");
    std::fs::write(folder.path().join("appsscript.json"), "{ broken").unwrap();
    let error = start().await.unwrap_err().to_string();
    assert!(error.contains("appsscript.json is malformed"), "{error}");
    let missing = Emulator::builder()
        .project(folder.path().join("missing"))
        .start()
        .await
        .unwrap_err()
        .to_string();
    assert!(
        missing.contains("there is no script at") && missing.contains("missing"),
        "{missing}"
    );
}
