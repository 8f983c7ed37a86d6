//! Requests as clients send them: parameters of the URL, bodies, compression and versions of HTTP.

use std::io::{Read, Write};

use apps_script_emulator::{Emulator, ExecutionStatus};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use reqwest::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, WWW_AUTHENTICATE};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::calling::{emulator, post, project};

fn request(emulator: &Emulator, query: &str) -> reqwest::RequestBuilder {
    let id = emulator.deployment_id();
    reqwest::Client::new().post(format!("{}/v1/scripts/{id}:run{query}", emulator.url()))
}

async fn answer_of(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn parameters_of_the_url() {
    let emulator = emulator().await;
    let call = json!({ "function": "echo", "parameters": [{ "a": 1, "b": 2 }] }).to_string();
    for (query, status, part) in [
        ("?key=AIza", 200, "\"a\""),
        ("?quotaUser=me&$.xgafv=2&alt=json", 200, "\"a\""),
        ("?$.unknown=1", 200, "\"a\""),
        ("?$alt=json", 200, "\"a\""),
        ("?alt=media", 200, "\"a\""),
        ("?alt=proto", 400, "Request contains an invalid argument."),
        ("", 200, "{\n  \"done\": true,\n  \"response\": {\n"),
        ("?prettyPrint=true", 200, "{\n  \"done\": true"),
        ("?prettyPrint=false", 200, "{\"done\":true"),
        (
            "?prettyPrint=false&fields=response/result(b)",
            200,
            r#"{"response":{"result":{"b":2}}}"#,
        ),
        (
            "?fields=results",
            400,
            "Cannot find matching fields for path 'results'.",
        ),
        (
            "?colour=red",
            400,
            r#"Unknown name \"colour\": Cannot bind query parameter."#,
        ),
        (
            "?function=echo",
            400,
            r#"Unknown name \"function\": Cannot bind query parameter."#,
        ),
    ] {
        let request = request(&emulator, query)
            .bearer_auth(emulator.token())
            .body(call.clone());
        let (answered, text) = answer_of(request).await;
        assert_eq!(answered, status, "{query}: {text}");
        assert!(text.contains(part), "{query}: {text}");
    }
}

#[tokio::test]
async fn the_token_may_stand_in_the_url() {
    let emulator = emulator().await;
    let call = json!({ "function": "nothing" }).to_string();
    let good = format!("?access_token={}", emulator.token());
    for (query, header, status) in [
        (good.as_str(), None, 200),
        ("?access_token=ya29.other", None, 401),
        ("", Some(format!("bearer {}", emulator.token())), 200),
        ("", Some(format!("Basic {}", emulator.token())), 401),
        (good.as_str(), Some("Bearer ya29.other".into()), 401),
    ] {
        let mut request = request(&emulator, query).body(call.clone());
        if let Some(header) = &header {
            request = request.header(AUTHORIZATION, header);
        }
        assert_eq!(answer_of(request).await.0, status, "{query} {header:?}");
    }
}

#[tokio::test]
async fn refusals_list_their_errors_for_client_libraries() {
    let emulator = emulator().await;
    for (query, has_errors) in [
        ("", false),
        ("?alt=json", true),
        ("?$.xgafv=1", true),
        ("?alt=json&$.xgafv=2", false),
    ] {
        let response = request(&emulator, query).body("{}").send().await.unwrap();
        assert_eq!(
            response.headers()[WWW_AUTHENTICATE],
            r#"Bearer realm="https://accounts.google.com/""#
        );
        let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        let errors = body["error"].get("errors");
        assert_eq!(errors.is_some(), has_errors, "{query}: {body}");
        if let Some(errors) = errors {
            let expected = json!([{
                "message": "Login Required.",
                "domain": "global",
                "reason": "required",
                "location": "Authorization",
                "locationType": "header",
            }]);
            assert_eq!(errors, &expected);
        }
    }
}

#[tokio::test]
async fn bodies_are_read_as_google_reads_them() {
    let emulator = emulator().await;
    let cases = [
        (r#"{"function":"nothing","devMode":"true"}"#, 200, ""),
        (r#"{"function":"nothing","dev_mode":true}"#, 200, ""),
        (
            r#"{"function":"nothing","parameters":null,"sessionState":"x"}"#,
            200,
            "",
        ),
        (
            r#"{"function":"nothing","devMode":"yes"}"#,
            400,
            "Invalid value at 'dev_mode' (TYPE_BOOL), \"yes\"",
        ),
        (
            r#"{"function":"nothing","devMode":1}"#,
            400,
            "Invalid value at 'dev_mode' (TYPE_BOOL), 1",
        ),
        (
            r#"{"function":5}"#,
            400,
            "Invalid value at 'function' (TYPE_STRING), 5",
        ),
        ("", 400, "Request contains an invalid argument."),
        ("{}", 400, "Request contains an invalid argument."),
        (
            "5",
            400,
            "Invalid JSON payload received. Unknown name \"\": Root element must be a message.",
        ),
        (
            "{\"function\": nothing}",
            400,
            "Invalid JSON payload received. Unexpected token.\n{\"function\": nothing}\n              ^",
        ),
        (
            "{\"function\"",
            400,
            "Invalid JSON payload received. Unexpected end of string.\n{\"function\"\n           ^",
        ),
        (
            r#"{"fonction":"f"}"#,
            400,
            "Invalid JSON payload received. Unknown name \"fonction\": Cannot find field.",
        ),
    ];
    for (body, status, message) in cases {
        let (answered, answer) = post(
            &emulator,
            emulator.deployment_id(),
            Some(emulator.token()),
            body.into(),
        )
        .await;
        assert_eq!(answered, status, "{body}: {answer}");
        if status == 400 {
            assert_eq!(answer["error"]["message"], message, "{body}");
        }
    }
}

#[tokio::test]
async fn json_that_is_sent_as_a_form_is_taken_for_a_parameter() {
    let emulator = emulator().await;
    let request = request(&emulator, "")
        .bearer_auth(emulator.token())
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(r#"{"function":"nothing"}"#);
    let (status, text) = answer_of(request).await;
    assert_eq!(status, 400);
    assert!(text.contains("Cannot bind query parameter"), "{text}");
}

#[tokio::test]
async fn gzip_goes_both_ways() {
    let emulator = emulator().await;
    let text = "long ".repeat(1000);
    let call = json!({ "function": "echo", "parameters": [text] }).to_string();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(call.as_bytes()).unwrap();
    let client = reqwest::Client::builder().no_gzip().build().unwrap();
    let id = emulator.deployment_id();
    let response = client
        .post(format!("{}/v1/scripts/{id}:run", emulator.url()))
        .bearer_auth(emulator.token())
        .header(CONTENT_ENCODING, "gzip")
        .header(ACCEPT_ENCODING, "gzip")
        .body(encoder.finish().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(response.headers()[CONTENT_ENCODING], "gzip");
    let compressed = response.bytes().await.unwrap();
    let mut body = String::new();
    GzDecoder::new(&compressed[..]).read_to_string(&mut body).unwrap();
    let answer: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(answer["response"]["result"], text.as_str());
}

async fn connect(emulator: &Emulator) -> TcpStream {
    let address = emulator.url().strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.unwrap()
}

#[tokio::test]
async fn a_caller_who_hangs_up_does_not_end_the_run() {
    let emulator = emulator().await;
    let mut connection = connect(&emulator).await;
    let body = r#"{"function":"endless"}"#;
    let request = format!(
        "POST /v1/scripts/{}:run HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n{body}",
        emulator.deployment_id(),
        emulator.token(),
        body.len()
    );
    let mut changes = emulator.execution_changes();
    connection.write_all(request.as_bytes()).await.unwrap();
    while emulator.executions().is_empty() {
        assert!(changes.changed().await);
    }
    drop(connection);
    let (_, answer) = post(
        &emulator,
        emulator.deployment_id(),
        Some(emulator.token()),
        r#"{"function":"nothing"}"#.into(),
    )
    .await;
    assert_eq!(answer["done"], true);
    assert_eq!(emulator.executions()[0].status, ExecutionStatus::Running);
    assert!(emulator.cancel_execution(1));
    while emulator.executions()[0].status == ExecutionStatus::Running {
        assert!(changes.changed().await);
    }
    assert_eq!(emulator.executions()[0].status, ExecutionStatus::Cancelled);
}

#[tokio::test]
async fn a_connection_serves_many_calls() {
    let emulator = emulator().await;
    let mut connection = connect(&emulator).await;
    for _ in 0..3 {
        let body = r#"{"function":"nothing"}"#;
        let request = format!(
            "POST /v1/scripts/{}:run?prettyPrint=false HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n{body}",
            emulator.deployment_id(),
            emulator.token(),
            body.len()
        );
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"}}") {
            let mut buffer = [0; 1024];
            let read = connection.read(&mut buffer).await.unwrap();
            assert!(read > 0, "{}", String::from_utf8_lossy(&answer));
            answer.extend_from_slice(&buffer[..read]);
        }
        assert!(answer.starts_with(b"HTTP/1.1 200"));
    }
}

#[tokio::test]
async fn http2_is_spoken_without_asking() {
    let emulator = emulator().await;
    let mut connection = connect(&emulator).await;
    let no_settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    connection
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        .await
        .unwrap();
    connection.write_all(&no_settings).await.unwrap();
    let mut head = [0; 9];
    connection.read_exact(&mut head).await.unwrap();
    assert_eq!(head[3], 4, "the server's settings come first: {head:?}");
}

#[tokio::test]
async fn a_path_that_leads_nowhere_has_a_page() {
    let emulator = emulator().await;
    for path in [
        "/v1/scripts/x/run",
        "/v1/scripts/x",
        "/v1/scripts/a/b:run",
        "/nowhere",
    ] {
        let url = format!("{}{path}", emulator.url());
        let response = reqwest::Client::new().post(url).send().await.unwrap();
        assert_eq!(response.status(), 404);
        let page = response.text().await.unwrap();
        assert!(page.contains(&format!("<code>{path}</code>")), "{page}");
    }
}

#[tokio::test]
async fn the_cloud_project_may_refuse_every_call() {
    let builder = || Emulator::builder().project(project());
    for (builder, statuses, part) in [
        (
            builder().api_enabled(false),
            [403, 403],
            "Apps Script API has not been used in project",
        ),
        (
            builder().user_setting(false),
            [403, 403],
            "User has not enabled the Apps Script API.",
        ),
        (
            builder().shared_cloud_project(false),
            [403, 403],
            "The caller does not have permission",
        ),
        (
            builder().calls_per_minute(1),
            [200, 429],
            "Quota exceeded for quota metric",
        ),
    ] {
        let emulator = builder.start().await.unwrap();
        let mut last = Value::Null;
        for status in statuses {
            let body = json!({ "function": "nothing" }).to_string();
            let (answered, answer) =
                post(&emulator, emulator.deployment_id(), Some(emulator.token()), body).await;
            assert_eq!(answered, status, "{answer}");
            last = answer;
        }
        let message = last["error"]["message"].as_str().unwrap();
        assert!(message.starts_with(part), "{message}");
    }
}

#[tokio::test]
async fn generic_clients_find_the_description_of_the_api() {
    let emulator = emulator().await;
    for path in ["/$discovery/rest?version=v1", "/discovery/v1/apis/script/v1/rest"] {
        let response = reqwest::get(format!("{}{path}", emulator.url())).await.unwrap();
        let document: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        // Batch requests are not served.
        assert_eq!(document.get("batchPath"), None);
        assert_eq!(document["rootUrl"], format!("{}/", emulator.url()));
        let run = &document["resources"]["scripts"]["methods"]["run"];
        assert_eq!(run["path"], "v1/scripts/{scriptId}:run");
    }
}

#[tokio::test]
async fn every_field_that_is_unknown_or_wrong_is_named() {
    let emulator = emulator().await;
    let body = r#"{"fonction":"f","paramters":[],"function":5}"#;
    let token = Some(emulator.token());
    let (status, answer) = post(&emulator, emulator.deployment_id(), token, body.into()).await;
    assert_eq!(status, 400);
    let message = answer["error"]["message"].as_str().unwrap();
    let mut lines: Vec<&str> = message.lines().collect();
    lines.sort_unstable();
    let expected = [
        "Invalid JSON payload received. Unknown name \"fonction\": Cannot find field.",
        "Invalid JSON payload received. Unknown name \"paramters\": Cannot find field.",
        "Invalid value at 'function' (TYPE_STRING), 5",
    ];
    assert_eq!(lines, expected);
    let details = answer["error"]["details"].as_array().unwrap();
    assert_eq!(details.len(), 1, "{answer}");
    assert_eq!(
        details[0]["fieldViolations"].as_array().unwrap().len(),
        3,
        "{answer}"
    );

    let request = request(&emulator, "?colour=red&prettyPrint=false&size=3").bearer_auth(emulator.token());
    let (status, text) = answer_of(request.body("{}")).await;
    assert_eq!(status, 400);
    assert!(text.contains("colour") && text.contains("size"), "{text}");
}

#[tokio::test]
async fn ids_in_paths_may_be_percent_encoded() {
    let emulator = emulator().await;
    let encoded: String = emulator
        .deployment_id()
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    for path in [
        format!("{encoded}:run"),
        format!("{encoded}%3Arun"),
        format!("{}%3arun", emulator.deployment_id()),
    ] {
        let url = format!("{}/v1/scripts/{path}", emulator.url());
        let request = reqwest::Client::new().post(url).bearer_auth(emulator.token());
        let (status, text) = answer_of(request.body(r#"{"function":"nothing"}"#)).await;
        assert_eq!(status, 200, "{path}: {text}");
    }
    for path in ["%ff:run", "a%2Fb:run"] {
        let url = format!("{}/v1/scripts/{path}", emulator.url());
        let request = reqwest::Client::new().post(url).bearer_auth(emulator.token());
        let (status, _) = answer_of(request.body(r#"{"function":"nothing"}"#)).await;
        assert_eq!(status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_page_of_another_site_can_call() {
    let emulator = emulator().await;
    let origin = "https://app.example.com";
    let id = emulator.deployment_id();
    let url = format!("{}/v1/scripts/{id}:run", emulator.url());
    let client = reqwest::Client::new();
    let preflight = client
        .request(reqwest::Method::OPTIONS, &url)
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization,content-type");
    let response = preflight.send().await.unwrap();
    assert_eq!(response.status(), 200);
    let headers = response.headers();
    assert_eq!(headers["access-control-allow-origin"], origin);
    assert_eq!(
        headers["access-control-allow-headers"],
        "authorization,content-type"
    );
    assert!(
        headers["access-control-allow-methods"]
            .to_str()
            .unwrap()
            .contains("POST")
    );

    let call = client
        .post(&url)
        .header("origin", origin)
        .body(r#"{"function":"nothing"}"#);
    for (call, status) in [
        (call.try_clone().unwrap().bearer_auth(emulator.token()), 200),
        (call, 401),
    ] {
        let response = call.send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["access-control-allow-origin"], origin);
        assert!(
            response
                .headers()
                .get_all("vary")
                .iter()
                .any(|vary| vary == "Origin")
        );
    }
    // The page, and what steers the emulator, are not for other sites.
    for path in ["/", "/_emulator/executions"] {
        let get = client
            .get(format!("{}{path}", emulator.url()))
            .header("origin", origin);
        let response = get.send().await.unwrap();
        assert_eq!(
            response.headers().get("access-control-allow-origin"),
            None,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_call_without_an_origin_has_no_such_headers() {
    let emulator = emulator().await;
    let response = request(&emulator, "").body("{}").send().await.unwrap();
    assert_eq!(response.headers().get("access-control-allow-origin"), None);
}
