//! Every body that was seen from the service, or is documented, against what a user gets from it.

use std::{collections::BTreeSet, fs, path::PathBuf};

use apps_script::{
    Client, Error,
    ErrorKind::{self, *},
    Executed::{self, *},
    credentials::FixedToken,
    retry::RetryPolicy,
};
use serde_json::Value as Json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use Expected::{Fails, Value};

struct Row {
    file: &'static str,
    status: u16,
    expected: Expected,
}

enum Expected {
    /// The value, as JSON with sorted keys.
    Value(&'static str),
    /// Kind, whether the function ran, a part of the message, and the stack, deepest call first.
    Fails(ErrorKind, Executed, &'static str, &'static [(&'static str, u32)]),
}

const ROWS: &[Row] = &[
    Row {
        file: "docs_sample_error_nested_in_response.json",
        status: 200,
        expected: Fails(
            Script,
            Yes,
            "enountered an exeception",
            &[("listFolderContent", 14)],
        ),
    },
    Row {
        file: "docs_sample_success_without_done_and_type.json",
        status: 200,
        expected: Value("[\"fileTitle1\",\"fileTitle2\",\"fileTitle3\"]"),
    },
    Row {
        file: "http_400_invalid_argument.json",
        status: 400,
        expected: Fails(Configuration, No, "Request contains an invalid argument.", &[]),
    },
    Row {
        file: "http_400_unknown_field.json",
        status: 400,
        expected: Fails(Configuration, No, "Unknown name \"fonction\"", &[]),
    },
    Row {
        file: "http_401_invalid_credentials.json",
        status: 401,
        expected: Fails(Auth, No, "invalid authentication credentials", &[]),
    },
    Row {
        file: "http_401_missing_credentials.json",
        status: 401,
        expected: Fails(Auth, No, "missing required authentication credential", &[]),
    },
    Row {
        file: "http_401_missing_credentials_errorinfo.json",
        status: 401,
        expected: Fails(Auth, No, "missing required authentication credential", &[]),
    },
    Row {
        file: "http_403_caller_no_permission.json",
        status: 403,
        expected: Fails(Denied, No, "The caller does not have permission", &[]),
    },
    Row {
        file: "http_403_caller_no_permission_plain.json",
        status: 403,
        expected: Fails(Denied, No, "The caller does not have permission", &[]),
    },
    Row {
        file: "http_403_insufficient_scopes.json",
        status: 403,
        expected: Fails(Denied, No, "insufficient authentication scopes", &[]),
    },
    Row {
        file: "http_403_insufficient_scopes_errorinfo.json",
        status: 403,
        expected: Fails(Denied, No, "insufficient authentication scopes", &[]),
    },
    Row {
        file: "http_403_service_disabled.json",
        status: 403,
        expected: Fails(Denied, No, "Apps Script API has not been used", &[]),
    },
    Row {
        file: "http_403_service_disabled_errorinfo.json",
        status: 403,
        expected: Fails(Denied, No, "Apps Script API has not been used", &[]),
    },
    Row {
        file: "http_403_user_setting_off.json",
        status: 403,
        expected: Fails(Denied, No, "User has not enabled the Apps Script API", &[]),
    },
    Row {
        file: "http_404_html.html",
        status: 404,
        expected: Fails(NotFound, No, "HTTP status 404", &[]),
    },
    Row {
        file: "http_404_not_found.json",
        status: 404,
        expected: Fails(NotFound, No, "Requested entity was not found.", &[]),
    },
    Row {
        file: "http_404_not_found_with_errors.json",
        status: 404,
        expected: Fails(NotFound, No, "Requested entity was not found.", &[]),
    },
    Row {
        file: "http_429_rate_limit_errorinfo.json",
        status: 429,
        expected: Fails(RateLimited, No, "Quota exceeded", &[]),
    },
    Row {
        file: "http_429_resource_exhausted.json",
        status: 429,
        expected: Fails(RateLimited, No, "Resource has been exhausted", &[]),
    },
    Row {
        file: "http_500_internal.json",
        status: 500,
        expected: Fails(Service, Unknown, "Internal error encountered.", &[]),
    },
    Row {
        file: "http_500_unsupported_return_type.json",
        status: 500,
        expected: Fails(UnsupportedReturn, Yes, "not a supported return type", &[]),
    },
    Row {
        file: "http_502_html.html",
        status: 502,
        expected: Fails(Service, Unknown, "HTTP status 502", &[]),
    },
    Row {
        file: "http_503_plain.json",
        status: 503,
        expected: Fails(Service, Unknown, "currently unavailable", &[]),
    },
    Row {
        file: "http_503_unavailable.json",
        status: 503,
        expected: Fails(Service, Unknown, "currently unavailable", &[]),
    },
    Row {
        file: "running_not_done.json",
        status: 200,
        expected: Fails(Service, Unknown, "before the script had finished", &[]),
    },
    Row {
        file: "script_cancelled_code_1.json",
        status: 200,
        expected: Fails(Service, Unknown, "CANCELLED", &[]),
    },
    Row {
        file: "script_error_action_not_allowed_exec_api.json",
        status: 200,
        expected: Fails(Denied, Unknown, "not allowed when invoked", &[]),
    },
    Row {
        file: "script_error_authorization_required.json",
        status: 200,
        expected: Fails(Auth, Unknown, "Authorization is required", &[]),
    },
    Row {
        file: "script_error_error_type_is_class_name.json",
        status: 200,
        expected: Fails(
            Script,
            Yes,
            "ReferenceError: foo is not defined",
            &[("myFunc", 12)],
        ),
    },
    Row {
        file: "script_error_exec_qps.json",
        status: 200,
        expected: Fails(RateLimited, No, "exec qps", &[]),
    },
    Row {
        file: "script_error_function_not_found.json",
        status: 200,
        expected: Fails(NotFound, No, "Script function not found: sample", &[]),
    },
    Row {
        file: "script_error_legacy_rhino_reference_error.json",
        status: 200,
        expected: Fails(
            Script,
            Yes,
            "ReferenceError: \"foo\" is not defined.",
            &[("test", 2)],
        ),
    },
    Row {
        file: "script_error_locked_language.json",
        status: 200,
        expected: Fails(Script, Yes, "ReferenceError: 「foo」", &[("myFunc", 12)]),
    },
    Row {
        file: "script_error_permission_to_call.json",
        status: 200,
        expected: Fails(Denied, Yes, "UrlFetchApp.fetch", &[("main", 4)]),
    },
    Row {
        file: "script_error_reference_error.json",
        status: 200,
        expected: Fails(
            Script,
            Yes,
            "ReferenceError: foo is not defined",
            &[("myFunc", 12)],
        ),
    },
    Row {
        file: "script_error_server_error_retry.json",
        status: 200,
        expected: Fails(Service, Unknown, "a server error occurred", &[]),
    },
    Row {
        file: "script_error_storage_not_found.json",
        status: 200,
        expected: Fails(NotFound, Unknown, "NOT_FOUND", &[]),
    },
    Row {
        file: "script_error_storage_permission_denied.json",
        status: 200,
        expected: Fails(Denied, Unknown, "PERMISSION_DENIED", &[]),
    },
    Row {
        file: "script_error_thrown_error_private_frame.json",
        status: 200,
        expected: Fails(Script, Yes, "Error: MIG010", &[("prhMig010Fail_", 28)]),
    },
    Row {
        file: "script_error_thrown_error_with_stack.json",
        status: 200,
        expected: Fails(
            Script,
            Yes,
            "Error: Sandbox Runtime Blocked",
            &[("checkUrl", 182)],
        ),
    },
    Row {
        file: "script_error_too_many_simultaneous.json",
        status: 200,
        expected: Fails(RateLimited, No, "running simultaneously", &[]),
    },
    Row {
        file: "script_error_too_many_times_one_day.json",
        status: 200,
        expected: Fails(RateLimited, Yes, "for one day: urlfetch", &[("main", 4)]),
    },
    Row {
        file: "script_error_type_error.json",
        status: 200,
        expected: Fails(
            Script,
            Yes,
            "TypeError: Cannot read properties",
            &[("inner", 10), ("outer", 3)],
        ),
    },
    Row {
        file: "script_error_unsupported_return_type.json",
        status: 200,
        expected: Fails(UnsupportedReturn, Yes, "not a supported return type", &[]),
    },
    Row {
        file: "script_error_user_rate_limit_exceeded.json",
        status: 200,
        expected: Fails(RateLimited, Yes, "User-rate limit exceeded", &[("send", 9)]),
    },
    Row {
        file: "script_error_without_error_type.json",
        status: 200,
        expected: Fails(
            Script,
            Yes,
            "Exception: Service error: Spreadsheets",
            &[("read", 7)],
        ),
    },
    Row {
        file: "script_timeout_code_10.json",
        status: 200,
        expected: Fails(Timeout, Yes, "Exceeded maximum execution time", &[]),
    },
    Row {
        file: "script_timeout_code_3.json",
        status: 200,
        expected: Fails(Timeout, Yes, "Exceeded maximum execution time", &[]),
    },
    Row {
        file: "success_no_result_undefined.json",
        status: 200,
        expected: Value("null"),
    },
    Row {
        file: "success_numbers.json",
        status: 200,
        expected: Value(
            "{\"big\":9007199254740992.0,\"double\":5.5,\"int\":5,\"negzero\":0,\"nested\":[[1,\"a\",true,null],[]]}",
        ),
    },
    Row {
        file: "success_object.json",
        status: 200,
        expected: Value("{\"value\":\"sampleValue\"}"),
    },
    Row {
        file: "success_result_null.json",
        status: 200,
        expected: Value("null"),
    },
    Row {
        file: "success_string.json",
        status: 200,
        expected: Value("\"request1\""),
    },
];

/// Bodies of requests and of the token endpoint, which no call of a script is answered with.
const OTHERS: [&str; 4] = [
    "request_with_params_devmode.json",
    "token_invalid_client.json",
    "token_invalid_grant.json",
    "token_success.json",
];

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/run"))
}

/// Answers one request with these bytes, and calls it.
async fn answered(status: u16, body: &[u8], cut: usize) -> Result<Json, Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len() + cut
    );
    let answer = [head.as_bytes(), body].concat();
    let server = tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !request.ends_with(b"}") {
                let read = connection.read(&mut buffer).await.unwrap();
                request.extend_from_slice(&buffer[..read]);
            }
            connection.write_all(&answer).await.unwrap();
        }
    });
    let client = Client::builder()
        .base_url(url)
        .credentials(FixedToken::new("ya29.secret"))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let result = client.call("AKfycbxFixture", "f").send().await;
    server.abort();
    result
}

#[tokio::test]
async fn every_body_becomes_what_the_table_says() {
    for Row {
        file,
        status,
        expected,
    } in ROWS
    {
        let body = fs::read(folder().join(file)).unwrap();
        let result = answered(*status, &body, 0).await;
        match (expected, result) {
            (Value(json), Ok(value)) => assert_eq!(value.to_string(), *json, "{file}"),
            (Fails(kind, executed, message, stack), Err(error)) => {
                assert_eq!(
                    (error.kind(), error.executed()),
                    (*kind, *executed),
                    "{file}: {error:?}"
                );
                assert!(error.to_string().contains(message), "{file}: {error}");
                assert_eq!(error.status(), Some(*status), "{file}");
                assert_eq!(
                    (error.function(), error.script_id()),
                    (Some("f"), Some("AKfycbxFixture")),
                    "{file}"
                );
                assert!(
                    *kind == Script || *file == "running_not_done.json" || error.help().is_some(),
                    "{file}: no help"
                );
                let frames = error
                    .exception()
                    .map(|exception| exception.stack.as_slice())
                    .unwrap_or_default();
                let frames: Vec<_> = frames
                    .iter()
                    .map(|frame| (&*frame.function, frame.line.unwrap()))
                    .collect();
                assert_eq!(frames, *stack, "{file}");
                assert!(!format!("{error:#} {error:?}").contains("secret"), "{file}");
            }
            (_, result) => panic!("{file}: {result:?}"),
        }
    }
}

#[test]
fn every_file_has_a_row() {
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "INDEX.md")
        .collect();
    let rows = ROWS.iter().map(|row| row.file).chain(OTHERS).map(str::to_owned);
    assert_eq!(files, rows.collect());
}

#[tokio::test]
async fn bodies_that_are_no_answer_are_refused() {
    let truncated = &fs::read(folder().join("success_object.json")).unwrap()[..60];
    for (status, body, cut, kind, executed, message) in [
        (200, &b""[..], 0, Transport, Unknown, "the answer is empty"),
        (
            200,
            b"<!DOCTYPE html>",
            0,
            Transport,
            Unknown,
            "not one of the Apps Script API",
        ),
        (
            200,
            b"[1]",
            0,
            Transport,
            Unknown,
            "not one of the Apps Script API",
        ),
        (200, b"{}", 0, Transport, Unknown, "neither a result nor an error"),
        (200, truncated, 0, Transport, Unknown, "breaks off after 60 bytes"),
        (200, truncated, 40, Transport, Unknown, "connection was lost"),
        (
            200,
            b"\xff\xfe",
            0,
            Transport,
            Unknown,
            "not one of the Apps Script API",
        ),
        (401, b"", 0, Auth, No, "HTTP status 401 with no body"),
        (302, b"", 0, Transport, Unknown, "HTTP status 302"),
        (500, b"", 0, Service, Unknown, "HTTP status 500 with no body"),
        (
            503,
            b"no JSON",
            0,
            Service,
            Unknown,
            "HTTP status 503 with a body that is not the API's",
        ),
    ] {
        let error = answered(status, body, cut).await.unwrap_err();
        assert_eq!((error.kind(), error.executed()), (kind, executed), "{error:?}");
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[tokio::test]
async fn deep_nesting_is_refused() {
    let body = format!(
        r#"{{"response":{{"result":{}{}}}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let error = answered(200, body.as_bytes(), 0).await.unwrap_err();
    assert_eq!((error.kind(), error.executed()), (Decode, Yes), "{error:?}");
}
