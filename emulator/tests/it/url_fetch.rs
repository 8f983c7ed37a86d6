//! Runs a script that calls a server, which shows what arrived.

use std::{io::Write, sync::Arc, time::Duration};

use apps_script_emulator::{Emulator, EmulatorBuilder};
use axum::{
    Json, Router,
    body::Bytes,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
    routing::{any, get},
};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Barrier};

use crate::calling::run;

/// A server, and an emulator whose scripts may call it.
struct Pair {
    emulator: Emulator,
    host: String,
    url: String,
}

fn builder() -> EmulatorBuilder {
    Emulator::builder().project(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/url_fetch"))
}

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, router).await });
    host
}

async fn pair_with(router: Router, builder: EmulatorBuilder) -> Pair {
    let host = serve(router).await;
    Pair {
        emulator: builder.allow_host(&host).start().await.unwrap(),
        url: format!("http://{host}"),
        host,
    }
}

async fn pair() -> Pair {
    pair_with(routes(), builder()).await
}

impl Pair {
    async fn result(&self, function: &str, parameters: Value) -> Value {
        let answer = run(&self.emulator, function, parameters).await;
        assert!(answer["error"].is_null(), "{function}: {answer}");
        answer["response"]["result"].clone()
    }

    async fn error(&self, function: &str, parameters: Value) -> String {
        let answer = run(&self.emulator, function, parameters).await;
        let message = answer["error"]["details"][0]["errorMessage"].as_str();
        message.unwrap_or_default().to_owned()
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

fn routes() -> Router {
    Router::new()
        .route("/echo", any(echo))
        .route("/text", get(|| async { "ünï" }))
        .route("/redirect", any(|| async { Redirect::to("/echo") }))
        .route("/kept", any(|| async { Redirect::temporary("/echo") }))
        .route("/loop", get(|| async { Redirect::to("/loop") }))
        .route(
            "/missing",
            get(|| async { (StatusCode::NOT_FOUND, "x".repeat(200)) }),
        )
        .route("/short", get(|| async { (StatusCode::IM_A_TEAPOT, "tea") }))
        .route(
            "/image.png",
            get(|| async { ([(header::CONTENT_TYPE, "image/png; q=1")], vec![0, 255, 65]) }),
        )
        .route("/latin", get(latin))
        .route("/cookies", get(cookies))
        .route("/gzip", get(gzip))
        .route("/never", get(std::future::pending::<()>))
}

/// What arrived, as JSON.
async fn echo(method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Json<Value> {
    let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap());
    Json(json!({
        "method": method.as_str(),
        "uri": uri.to_string(),
        "type": header("content-type"),
        "own": header("x-own"),
        "authorization": header("authorization"),
        "agent": header("user-agent"),
        "body": String::from_utf8_lossy(&body),
    }))
}

async fn latin() -> Response {
    (
        [(header::CONTENT_TYPE, "text/plain; charset=ISO-8859-1")],
        vec![0xFC],
    )
        .into_response()
}

async fn gzip() -> Response {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(b"was small").unwrap();
    ([(header::CONTENT_ENCODING, "gzip")], encoder.finish().unwrap()).into_response()
}

async fn cookies() -> impl IntoResponse {
    AppendHeaders([("set-cookie", "a=1"), ("set-cookie", "b=2"), ("x-one", "1")])
}

#[tokio::test]
async fn an_answer_is_read() {
    let pair = pair().await;
    let answer = pair.result("get", json!([pair.at("/text")])).await;
    let expected = json!({ "code": 200, "text": "ünï", "type": "text/plain; charset=utf-8" });
    assert_eq!(answer, expected);
    let answer = pair.result("bytes", json!([pair.at("/image.png")])).await;
    assert_eq!(
        answer,
        json!([[0, -1, 65], [0, -1, 65], "image/png", "image.png"])
    );
    let answer = pair.result("charsets", json!([pair.at("/latin")])).await;
    assert_eq!(answer, json!(["ü", "\u{FFFD}", "ü"]));
    let answer = pair.result("get", json!([pair.at("/gzip")])).await;
    assert_eq!(answer["text"], "was small");
    let answer = pair.result("manyHeaders", json!([pair.at("/cookies")])).await;
    assert_eq!(answer, json!([["a=1", "b=2"], "b=2", "1"]));
}

#[tokio::test]
async fn requests_carry_what_the_script_gave() {
    let pair = pair().await;
    let form = "application/x-www-form-urlencoded";
    for (params, method, content_type, body) in [
        (json!({}), "GET", Value::Null, ""),
        (json!({ "method": "delete" }), "DELETE", Value::Null, ""),
        (json!({ "payload": "a=b" }), "POST", json!(form), "a=b"),
        (
            json!({ "method": "get", "payload": "a=b" }),
            "POST",
            json!(form),
            "a=b",
        ),
        (
            json!({ "method": "POST", "payload": { "a b": "c&d", "n": 5, "u": "ü" } }),
            "POST",
            json!(form),
            "a+b=c%26d&n=5&u=%C3%BC",
        ),
        (
            json!({ "method": "patch", "contentType": "application/json", "payload": "{}" }),
            "PATCH",
            json!("application/json"),
            "{}",
        ),
        (
            json!({ "method": "put", "headers": { "Content-Type": "text/own" }, "payload": "x" }),
            "PUT",
            json!("text/own"),
            "x",
        ),
    ] {
        let echoed = pair.result("echo", json!([pair.at("/echo?q=1"), params])).await;
        let arrived = (
            &echoed["method"],
            &echoed["type"],
            &echoed["body"],
            &echoed["uri"],
        );
        let expected = (&json!(method), &content_type, &json!(body), &json!("/echo?q=1"));
        assert_eq!(arrived, expected, "{params}");
    }
    let echoed = pair
        .result(
            "echo",
            json!([pair.at("/echo"), { "headers": { "X-Own": 7, "Authorization": "Bearer x" } }]),
        )
        .await;
    assert_eq!(
        (&echoed["own"], &echoed["authorization"]),
        (&json!("7"), &json!("Bearer x"))
    );
    assert!(
        echoed["agent"].as_str().unwrap().contains("Google-Apps-Script"),
        "{echoed}"
    );
}

#[tokio::test]
async fn files_are_sent_byte_by_byte() {
    let pair = pair().await;
    let echoed = pair.result("postBlob", json!([pair.at("/echo")])).await;
    assert_eq!(
        (&echoed["type"], &echoed["body"]),
        (&json!("image/png"), &json!("\0\u{FFFD}A"))
    );
    let echoed = pair.result("postBytes", json!([pair.at("/echo")])).await;
    assert_eq!(
        (&echoed["type"], &echoed["body"]),
        (&json!("application/x-own"), &json!("hiü"))
    );
    let echoed = pair.result("postMultipart", json!([pair.at("/echo")])).await;
    let boundary = echoed["type"]
        .as_str()
        .unwrap()
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nü\r\n--{boundary}\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.html\"\r\n\
         Content-Type: text/html\r\n\r\n<a>\r\n--{boundary}--\r\n"
    );
    assert_eq!(echoed["body"], expected);
}

#[tokio::test]
async fn redirects_are_followed_as_far_as_hosts_are_allowed() {
    let pair = pair().await;
    let params = json!({ "method": "post", "payload": "x" });
    let echoed = pair.result("echo", json!([pair.at("/redirect"), params])).await;
    assert_eq!((&echoed["method"], &echoed["body"]), (&json!("GET"), &json!("")));
    let echoed = pair.result("echo", json!([pair.at("/kept"), params])).await;
    assert_eq!(
        (&echoed["method"], &echoed["body"]),
        (&json!("POST"), &json!("x"))
    );
    let kept = pair
        .result("get", json!([pair.at("/redirect"), { "followRedirects": false }]))
        .await;
    assert_eq!(kept["code"], 303);
    let error = pair.error("get", json!([pair.at("/loop")])).await;
    assert_eq!(
        error,
        format!("Exception: Too many redirects: {}", pair.at("/loop"))
    );

    let elsewhere = serve(routes()).await;
    let target = format!("http://{elsewhere}/echo");
    let router = Router::new().route("/away", get(move || async move { Redirect::to(&target) }));
    let away = pair_with(router.clone(), builder()).await;
    let error = away.error("get", json!([away.at("/away")])).await;
    assert!(
        error.contains(&format!("allow it with --allow-host {elsewhere}")),
        "{error}"
    );
    let away = pair_with(router, builder().allow_host(&elsewhere)).await;
    let secret = json!({ "headers": { "Authorization": "Bearer x", "X-Own": "1" } });
    let echoed = away.result("echo", json!([away.at("/away"), secret])).await;
    assert_eq!(
        (&echoed["authorization"], &echoed["own"]),
        (&Value::Null, &json!("1"))
    );
}

#[tokio::test]
async fn answers_of_failure_are_thrown_unless_muted() {
    let pair = pair().await;
    let error = pair.error("get", json!([pair.at("/missing?secret=1")])).await;
    let expected = format!(
        "Exception: Request failed for {} returned code 404. Truncated server response: {}... (use \
         muteHttpExceptions option to examine full response)",
        pair.url,
        "x".repeat(147)
    );
    assert_eq!(error, expected);
    let error = pair.error("get", json!([pair.at("/short")])).await;
    assert!(
        error.contains(" 418. Truncated server response: tea (use"),
        "{error}"
    );
    let answer = pair
        .result(
            "get",
            json!([pair.at("/missing"), { "muteHttpExceptions": true }]),
        )
        .await;
    assert_eq!(
        (&answer["code"], answer["text"].as_str().unwrap().len()),
        (&json!(404), 200)
    );
}

#[tokio::test]
async fn what_cannot_be_fetched_is_refused() {
    let pair = pair().await;
    let url = pair.at("/echo");
    for (parameters, message) in [
        (json!([""]), "Attribute provided with no value: url".to_owned()),
        (json!([null]), "Attribute provided with no value: url".to_owned()),
        (
            json!(["file:///etc/passwd"]),
            "Invalid argument: file:///etc/passwd".to_owned(),
        ),
        (json!(["http://"]), "Invalid argument: http://".to_owned()),
        (
            json!([url, { "method": "trace" }]),
            "Attribute provided with invalid value: method".to_owned(),
        ),
        (
            json!([url, { "headers": { "Host": "x" } }]),
            "Attribute provided with invalid value: Header:Host".to_owned(),
        ),
        (
            json!([url, { "payload": ["a"] }]),
            "Attribute provided with invalid value: payload".to_owned(),
        ),
        (
            json!([url, "post"]),
            "The parameters (String,String) don't match the method signature for UrlFetchApp.fetch."
                .to_owned(),
        ),
    ] {
        assert_eq!(
            pair.error("get", parameters.clone()).await,
            format!("Exception: {message}"),
            "{parameters}"
        );
    }
    let closed = "127.0.0.1:1";
    let emulator = builder()
        .allow_host(closed)
        .allow_host("no-such-host.invalid")
        .start()
        .await
        .unwrap();
    let pair = Pair { emulator, ..pair };
    let caught = pair.result("caught", json!([format!("http://{closed}/a")])).await;
    assert_eq!(
        caught,
        json!(["Exception", "Address unavailable: http://127.0.0.1:1/a"])
    );
    let error = pair.error("get", json!(["http://no-such-host.invalid/"])).await;
    assert_eq!(error, "Exception: DNS error: http://no-such-host.invalid/");
    let error = pair.error("get", json!([pair.at("/echo")])).await;
    let expected = format!("EmulatorBuilder::allow_host(\"{}\")", pair.host);
    assert!(error.contains(&expected), "{error}");
}

#[tokio::test]
async fn all_are_fetched_at_once_and_come_in_order() {
    let barrier = Arc::new(Barrier::new(3));
    // Each waits for all.
    let meet = move |uri: Uri| async move {
        barrier.wait().await;
        uri.path().to_owned()
    };
    let pair = pair_with(Router::new().fallback(get(meet)), builder()).await;
    let requests = json!([pair.at("/a"), { "url": pair.at("/b") }, pair.at("/c")]);
    assert_eq!(
        pair.result("all", json!([requests])).await,
        json!(["/a", "/b", "/c"])
    );
    assert_eq!(pair.result("all", json!([[]])).await, json!([]));
}

#[tokio::test]
async fn a_request_is_shown_without_being_made() {
    let pair = pair().await;
    let params = json!({ "method": "post", "payload": { "a": "b" }, "headers": { "X-Own": "1" } });
    let expected = json!({
        "url": "https://nowhere.example.com/",
        "method": "post",
        "contentType": "application/x-www-form-urlencoded",
        "headers": { "X-Own": "1" },
        "payload": "a=b",
        "followRedirects": true,
        "validateHttpsCertificates": true,
        "useIntranet": false,
    });
    assert_eq!(
        pair.result("request", json!(["https://nowhere.example.com/", params]))
            .await,
        expected
    );
}

#[tokio::test]
async fn waiting_ends_with_a_run_that_is_cancelled() {
    let pair = pair().await;
    let cancel = async {
        let mut changes = pair.emulator.execution_changes();
        while !pair.emulator.cancel_execution(1) {
            assert!(changes.changed().await);
        }
    };
    let (answer, ()) = tokio::join!(run(&pair.emulator, "waits", json!([pair.at("/never")])), cancel);
    assert_eq!(answer["error"]["code"], 1, "{answer}");
}

#[tokio::test]
async fn waiting_ends_with_the_execution_limit() {
    let limit = Duration::from_millis(300);
    let pair = pair_with(routes(), builder().execution_limit(limit)).await;
    let answer = run(&pair.emulator, "waits", json!([pair.at("/never")])).await;
    assert_eq!(answer["error"]["code"], 10, "{answer}");
}
