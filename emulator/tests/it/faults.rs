//! Faults on order, and the admin routes.

use std::time::Duration;

use apps_script_emulator::{Emulator, Fault};
use reqwest::{Client, Response, header::RETRY_AFTER};
use serde_json::{Value, json};

use crate::calling::{emulator, run};

async fn call(emulator: &Emulator, function: &str) -> reqwest::Result<Response> {
    let url = format!("{}/v1/scripts/{}:run", emulator.url(), emulator.deployment_id());
    Client::new()
        .post(url)
        .bearer_auth(emulator.token())
        .body(json!({ "function": function }).to_string())
        .send()
        .await
}

/// How a call went: its status, or how it broke.
async fn outcome(emulator: &Emulator, function: &str) -> String {
    match call(emulator, function).await {
        Err(_) => "no answer".into(),
        Ok(response) => {
            let status = response.status().as_u16();
            match response.text().await {
                Ok(text) if text.starts_with('<') => format!("{status} page"),
                Ok(_) => status.to_string(),
                Err(_) => format!("{status} broken"),
            }
        }
    }
}

#[tokio::test]
async fn each_fault_breaks_its_call_and_no_other() {
    for (fault, expected, runs) in [
        (Fault::status(503), "503", 0),
        (Fault::status(429), "429", 0),
        (Fault::status(500), "500", 0),
        (Fault::html_page(502), "502 page", 0),
        (Fault::latency(Duration::from_millis(1)), "200", 1),
        (Fault::dropped_before_run(), "no answer", 0),
        (Fault::dropped_after_run(), "no answer", 1),
        (Fault::truncated_body(), "200 broken", 1),
        (Fault::malformed_chunking(), "200 broken", 1),
        (Fault::script_error("busy"), "200", 0),
    ] {
        let emulator = emulator().await;
        let name = format!("{fault:?}");
        emulator.fault(fault);
        assert_eq!(outcome(&emulator, "nothing").await, expected, "{name}");
        assert_eq!(emulator.executions().len(), runs, "{name}");
        assert_eq!(outcome(&emulator, "nothing").await, "200", "{name}");
    }
}

#[tokio::test]
async fn faults_are_for_some_calls_or_some_functions() {
    let emulator = emulator().await;
    emulator.fault(Fault::status(503).for_next(2));
    emulator.fault(Fault::status(500).for_function("arrow").always());
    emulator.fault(Fault::status(404).for_next(0));
    let mut outcomes = Vec::new();
    for function in ["nothing", "arrow", "arrow", "nothing", "arrow"] {
        outcomes.push(outcome(&emulator, function).await);
    }
    assert_eq!(outcomes, ["503", "503", "500", "200", "500"]);
    emulator.clear_faults();
    assert_eq!(outcome(&emulator, "arrow").await, "200");
}

#[tokio::test]
async fn bodies_are_those_of_google() {
    let emulator = emulator().await;
    emulator.fault(Fault::status(503).retry_after(7));
    let response = call(&emulator, "nothing").await.unwrap();
    assert_eq!(response.headers()[RETRY_AFTER], "7");
    let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    assert_eq!(
        body,
        json!({ "error": { "code": 503, "message": "The service is currently unavailable.", "status": "UNAVAILABLE" } })
    );
    emulator.fault(Fault::script_error("busy"));
    let answer = run(&emulator, "nothing", json!([])).await;
    assert_eq!(answer["error"]["details"][0]["errorMessage"], "busy");
}

#[tokio::test]
async fn faults_are_ordered_over_the_admin_route_too() {
    let emulator = emulator().await;
    let url = format!("{}/_emulator/faults", emulator.url());
    let client = Client::new();
    let order = |body: Value| {
        let request = client
            .post(&url)
            .header("content-type", "application/json")
            .body(body.to_string());
        async move { request.send().await.unwrap().status().as_u16() }
    };
    for (body, status) in [
        (json!({ "fault": "status", "status": 503, "times": 2 }), 201),
        (
            json!({ "fault": "htmlPage", "status": 502, "function": "arrow", "times": null }),
            201,
        ),
        (json!({ "fault": "latency", "delayMs": 1 }), 201),
        (json!({ "fault": "droppedAfterRun" }), 201),
        (json!({ "fault": "scriptError", "message": "busy" }), 201),
        (json!({ "fault": "earthquake" }), 422),
        (json!({ "fault": "status" }), 422),
        (json!({ "fault": "latency", "delayMs": 1, "functon": "f" }), 422),
        (json!({ "fault": "latency", "status": 503 }), 422),
        (
            json!({ "fault": "status", "status": 503, "message": "busy" }),
            422,
        ),
        (json!({ "fault": "droppedAfterRun", "retryAfter": 1 }), 422),
        (json!({ "fault": "status", "status": 99 }), 422),
        (json!({ "fault": "status", "status": 1000 }), 422),
        (json!({ "fault": "htmlPage", "status": 600 }), 422),
        (json!({ "fault": "latency", "delayMs": -1 }), 422),
        (json!({ "fault": "latency", "delayMs": u64::MAX }), 422),
        (json!({ "fault": "latency", "times": 0.5 }), 422),
    ] {
        assert_eq!(order(body.clone()).await, status, "{body}");
    }
    let pending = emulator.pending_faults();
    assert_eq!(pending.len(), 5);
    assert_eq!(pending[0], Fault::status(503).for_next(2));
    assert_eq!(pending[1], Fault::html_page(502).for_function("arrow").always());
    let listed = client.get(&url).send().await.unwrap().text().await.unwrap();
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed[0], json!({ "fault": "status", "status": 503, "times": 2 }));
    assert_eq!(client.delete(&url).send().await.unwrap().status(), 204);
    assert_eq!(emulator.pending_faults(), []);
}

#[tokio::test]
async fn executions_are_listed_with_all_that_is_known_of_them() {
    let emulator = emulator().await;
    run(&emulator, "logs", json!([])).await;
    run(&emulator, "outer", json!([1, "a"])).await;
    let url = format!("{}/_emulator/executions", emulator.url());
    let listed = Client::new().get(url).send().await.unwrap().text().await.unwrap();
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed[0]["status"], "COMPLETED");
    assert_eq!(
        listed[0]["logs"][1],
        json!({ "level": "WARNING", "message": "low" })
    );
    let failed = &listed[1];
    assert_eq!(failed["id"], 2);
    assert_eq!(failed["status"], "FAILED");
    assert_eq!(failed["user"], "me@example.com");
    assert_eq!(failed["parameters"], json!([1, "a"]));
    assert_eq!(failed["error"]["message"], "RangeError: out of range");
    assert_eq!(
        failed["error"]["stack"][0],
        json!({ "file": "Failures", "function": "inner", "line": 9 })
    );
    assert!(failed["durationSeconds"].as_f64().unwrap() > 0.0);
    assert!(failed["started"].as_str().unwrap().ends_with('Z'));
}

#[tokio::test]
async fn pages_of_other_sites_steer_nothing() {
    let emulator = emulator().await;
    let url = format!("{}/_emulator/executions", emulator.url());
    let status = async |host: &str, token: Option<&str>| {
        let mut request = Client::new().get(&url).header("host", host);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.unwrap().status().as_u16()
    };
    for (host, token, expected) in [
        ("127.0.0.1", None, 200),
        ("localhost:8080", None, 200),
        ("evil.example.com", None, 403),
        ("evil.example.com", Some("ya29.other"), 403),
        ("emulator.example.com", Some(emulator.token()), 200),
    ] {
        assert_eq!(status(host, token).await, expected, "{host} {token:?}");
    }
}

#[tokio::test]
async fn a_service_fails_in_the_script() {
    let emulator = emulator().await;
    let words = "Service invoked too many times for one day: urlfetch.";
    emulator.fault(Fault::service_exception("UrlFetchApp.fetch", words).for_next(2));
    for expected in [words, words, "Address unavailable"] {
        let answer = run(&emulator, "fetchNowhere", json!([])).await;
        let message = answer["error"]["details"][0]["errorMessage"].as_str().unwrap();
        assert!(
            message.starts_with("Exception: ") && message.contains(expected),
            "{message}"
        );
    }
}

#[tokio::test]
async fn a_fault_that_is_refused_says_why() {
    let emulator = emulator().await;
    let url = format!("{}/_emulator/faults", emulator.url());
    for (body, expected) in [
        (
            r#"{ "fault": "status", "status": 503, "functon": "f" }"#,
            r#"unknown key "functon": the keys of the fault status are fault, function, times, delayMs, status, retryAfter"#,
        ),
        (
            r#"{ "fault": "status", "status": 42 }"#,
            "42 is not the status of an answer: it is from 200 to 599",
        ),
        (
            r#"{ "fault": "latency", "delayMs": 86400001 }"#,
            "delayMs is 86400001: the longest delay is 86400000 ms",
        ),
    ] {
        let request = Client::new()
            .post(&url)
            .header("content-type", "application/json");
        let text = request.body(body).send().await.unwrap().text().await.unwrap();
        assert!(text.contains(expected), "{text}");
    }
    assert_eq!(emulator.pending_faults(), []);
}
