//! Servers for the tests, and clients for them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::{
    Client, ClientBuilder,
    call::Call,
    credentials::FixedToken,
    http_client::in_process::{Reply, Server},
};

pub(super) const EXEC_QPS: &str =
    "Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.";
pub(super) const TOO_MANY: &str =
    "There are too many scripts running simultaneously for this Google user account.";

pub(super) const SECOND: Duration = Duration::from_secs(1);

/// What a server saw: for each call, by its first argument, the time of every request since the start.
#[derive(Clone)]
pub(super) struct Log {
    started: Instant,
    requests: Arc<Mutex<Vec<(u64, Duration)>>>,
}

impl Log {
    fn new() -> Self {
        Self {
            started: Instant::now(),
            requests: Arc::default(),
        }
    }

    /// The times of the requests of one call.
    pub(super) fn times(&self, call: u64) -> Vec<Duration> {
        let requests = self.requests.lock().unwrap();
        requests
            .iter()
            .filter(|(of, _)| *of == call)
            .map(|(_, at)| *at)
            .collect()
    }

    pub(super) fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// The calls in the order of their requests.
    pub(super) fn order(&self) -> Vec<u64> {
        self.requests
            .lock()
            .unwrap()
            .iter()
            .map(|(call, _)| *call)
            .collect()
    }

    fn note(&self, content: &[u8]) -> u64 {
        let request: Value = serde_json::from_slice(content).unwrap();
        let call = request["parameters"][0].as_u64().unwrap_or_default();
        self.requests.lock().unwrap().push((call, self.started.elapsed()));
        call
    }
}

/// Gives each call the replies in turn, and then values, at once.
pub(super) fn replying(replies: impl Fn(usize) -> Reply + Send + Sync + 'static) -> (Server, Log) {
    let log = Log::new();
    let counts: Mutex<HashMap<u64, usize>> = Mutex::default();
    let noted = log.clone();
    let server = Server::new(move |content, _| {
        let call = noted.note(&content);
        let mut counts = counts.lock().unwrap();
        let count = counts.entry(call).or_default();
        *count += 1;
        let reply = replies(*count);
        async { reply }
    });
    (server, log)
}

/// Runs every request for this long.
pub(super) fn running(time: Duration) -> (Server, Log) {
    let log = Log::new();
    let noted = log.clone();
    let server = Server::new(move |content, _| {
        noted.note(&content);
        async move {
            sleep(time).await;
            value()
        }
    });
    (server, log)
}

pub(super) fn value() -> Reply {
    answer(200, json!({"done": true, "response": {"result": 1}}))
}

pub(super) fn answer(status: u16, body: Value) -> Reply {
    Reply::Answer(status, Vec::new(), body.to_string())
}

/// An error of Google's front end.
pub(super) fn status(code: u16) -> Reply {
    answer(
        code,
        json!({"error": {"code": code, "message": "No.", "status": "NO"}}),
    )
}

pub(super) fn too_many_requests(retry_after: &str) -> Reply {
    let body = json!({"error": {"code": 429, "message": "No.", "status": "RESOURCE_EXHAUSTED"}});
    Reply::Answer(
        429,
        vec![("retry-after", retry_after.to_owned())],
        body.to_string(),
    )
}

/// What a script threw as a bare text, or what the service says in this form.
pub(super) fn thrown(text: &str) -> Reply {
    failed(3, text)
}

pub(super) fn failed(code: u16, text: &str) -> Reply {
    let detail = json!({"errorMessage": text, "errorType": "ScriptError"});
    answer(
        200,
        json!({"done": true, "error": {"code": code, "message": "ScriptError", "details": [detail]}}),
    )
}

pub(super) fn builder(server: Server) -> ClientBuilder {
    Client::builder()
        .http(server)
        .credentials(FixedToken::new("ya29.tests"))
}

pub(super) fn client(server: Server) -> Client {
    builder(server).build().unwrap()
}

pub(super) fn call(client: &Client, number: u64) -> Call {
    client.call("AKfycbxTests", "f").parameter(&number).unwrap()
}
