//! Permits, sizes and compression: what a client does with more than it should have at once.

use std::{
    io::Write,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use apps_script::{Client, ClientBuilder, ErrorKind, Executed, credentials::FixedToken, retry::RetryPolicy};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, Semaphore},
    task::JoinHandle,
};

const ANSWER: &[u8] = br#"{"done":true,"response":{"result":1}}"#;

/// Answers a request when it is let, and notes the order in which requests come.
struct Server {
    url: String,
    state: Arc<State>,
}

struct State {
    /// One permit for each request that may be answered.
    answers: Semaphore,
    bodies: Mutex<Vec<String>>,
    arrived: Notify,
    open: AtomicUsize,
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Server {
    async fn start(head: &str, body: Vec<u8>) -> Self {
        Self::start_with(200, head, body).await
    }

    async fn start_with(status: u16, head: &str, body: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(State {
            answers: Semaphore::new(0),
            bodies: Mutex::default(),
            arrived: Notify::new(),
            open: AtomicUsize::new(0),
            status,
            head: head.to_owned(),
            body,
        });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                tokio::spawn(async move {
                    state.open.fetch_add(1, Ordering::SeqCst);
                    serve(connection, &state).await;
                    state.open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { url, state }
    }

    fn client(&self, shape: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        let builder = Client::builder()
            .base_url(&self.url)
            .credentials(FixedToken::new("ya29.limits"))
            .retry(RetryPolicy::none());
        shape(builder).build().unwrap()
    }

    fn count(&self) -> usize {
        self.state.bodies.lock().unwrap().len()
    }

    /// Waits until that many requests have come.
    async fn arrived(&self, count: usize) {
        while self.count() < count {
            self.state.arrived.notified().await;
        }
    }

    /// Waits until the client has closed every connection.
    async fn closed(&self) {
        while self.state.open.load(Ordering::SeqCst) > 0 {
            tokio::task::yield_now().await;
        }
    }

    fn let_through(&self, answers: usize) {
        self.state.answers.add_permits(answers);
    }
}

/// One request a connection; ends when the client goes away.
async fn serve(mut connection: TcpStream, state: &State) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.ends_with(b"}") {
        match connection.read(&mut buffer).await {
            Ok(read) if read > 0 => request.extend_from_slice(&buffer[..read]),
            _ => return,
        }
    }
    let request = String::from_utf8(request).unwrap();
    let body = request.split("\r\n\r\n").nth(1).unwrap().to_owned();
    state.bodies.lock().unwrap().push(body);
    state.arrived.notify_one();
    let gone = async { _ = connection.read(&mut buffer).await };
    tokio::select! {
        biased;
        () = gone => {}
        permit = state.answers.acquire() => {
            permit.unwrap().forget();
            let length = state.body.len();
            let State { status, head, .. } = state;
            let head = format!("HTTP/1.1 {status} X\r\n{head}content-length: {length}\r\nconnection: close\r\n\r\n");
            // A client that had enough has closed the connection.
            _ = connection.write_all(head.as_bytes()).await;
            _ = connection.write_all(&state.body).await;
        }
    }
}

fn call(client: &Client, number: u32) -> JoinHandle<apps_script::Result<u32>> {
    let call = client.call("AKfycbxLimits", "f").parameter(&number).unwrap();
    tokio::spawn(call.send())
}

/// Lets every task that can run do so: what would happen has happened.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn calls_wait_in_line_for_a_permit() {
    let server = Server::start("", ANSWER.to_vec()).await;
    let client = server.client(|builder| builder.max_concurrency(2));
    let mut calls = Vec::new();
    for number in 0..6 {
        calls.push(call(&client, number));
        settle().await;
    }
    server.arrived(2).await;
    settle().await;
    assert_eq!(server.count(), 2);
    for answered in 1..=4 {
        server.let_through(1);
        server.arrived(2 + answered).await;
    }
    server.let_through(2);
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), 1);
    }
    let mut order = server.state.bodies.lock().unwrap().clone();
    order[..2].sort();
    let expected: Vec<String> = (0..6)
        .map(|number| format!(r#"{{"function":"f","parameters":[{number}]}}"#))
        .collect();
    assert_eq!(order, expected);
}

#[tokio::test]
async fn a_waiting_call_can_be_dropped() {
    let server = Server::start("", ANSWER.to_vec()).await;
    let client = server.client(|builder| builder.max_concurrency(1));
    let first = call(&client, 0);
    server.arrived(1).await;
    let dropped = call(&client, 1);
    settle().await;
    let last = call(&client, 2);
    settle().await;
    dropped.abort();
    assert!(dropped.await.unwrap_err().is_cancelled());
    server.let_through(2);
    assert_eq!(
        (first.await.unwrap().unwrap(), last.await.unwrap().unwrap()),
        (1, 1)
    );
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_dropped_call_frees_its_permit_and_its_connection() {
    let server = Server::start("", ANSWER.to_vec()).await;
    let client = server.client(|builder| builder.max_concurrency(1));
    for number in 0..5 {
        let dropped = call(&client, number);
        server.arrived(number as usize + 1).await;
        dropped.abort();
        assert!(dropped.await.unwrap_err().is_cancelled());
    }
    server.closed().await;
    server.let_through(1);
    assert_eq!(call(&client, 5).await.unwrap().unwrap(), 1);
    drop(client);
    server.closed().await;
}

#[tokio::test]
async fn a_call_that_gives_up_in_line_has_not_run() {
    let server = Server::start("", ANSWER.to_vec()).await;
    let client = server.client(|builder| builder.max_concurrency(1));
    let first = call(&client, 0);
    server.arrived(1).await;
    let second = client
        .call("AKfycbxLimits", "f")
        .queue_timeout(Duration::from_millis(20));
    let error = second.send::<u32>().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.executed(), error.tries()),
        (ErrorKind::Timeout, Executed::No, 0)
    );
    assert!(error.to_string().contains("waited longer than 20ms"), "{error}");
    server.let_through(1);
    assert_eq!(first.await.unwrap().unwrap(), 1);
}

fn answer_of(length: usize) -> Vec<u8> {
    format!(r#"{{"response":{{"result":"{}"}}}}"#, "a".repeat(length)).into_bytes()
}

async fn text(server: &Server, most: usize) -> apps_script::Result<String> {
    server.let_through(1);
    server
        .client(|builder| builder.max_response_size(most))
        .call("AKfycbxLimits", "f")
        .send::<String>()
        .await
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_refused() {
    let body = answer_of(100_000);
    let length = body.len();
    let server = Server::start("", body).await;
    assert_eq!(text(&server, length).await.unwrap().len(), 100_000);
    let error = text(&server, length - 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert!(
        error
            .to_string()
            .contains(&format!("longer than {} bytes", length - 1)),
        "{error}"
    );
    assert!(error.help().unwrap().contains("max_response_size"));
}

#[tokio::test]
async fn an_error_page_that_is_too_long_keeps_its_status() {
    let server = Server::start_with(503, "", answer_of(100_000)).await;
    let error = text(&server, 1000).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.executed(), error.status()),
        (ErrorKind::Service, Executed::Unknown, Some(503)),
        "{error}"
    );
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn answers_may_be_compressed_and_count_unpacked() {
    let body = answer_of(100_000);
    let length = body.len();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&body).unwrap();
    let packed = packer.finish().unwrap();
    assert!(packed.len() < 1000);
    let server = Server::start("content-encoding: gzip\r\n", packed).await;
    assert_eq!(text(&server, length).await.unwrap().len(), 100_000);
    let error = text(&server, length - 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn broken_compression_is_a_broken_connection() {
    let server = Server::start("content-encoding: gzip\r\n", b"\x1f\x8b\x08no gzip".to_vec()).await;
    let error = text(&server, 1000).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::Transport, Executed::Unknown),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_connection_that_is_refused_has_not_run() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder()
        .base_url(url)
        .credentials(FixedToken::new("ya29.limits"))
        .retry(
            RetryPolicy::default()
                .max_tries(3)
                .first_delay(Duration::from_millis(1)),
        )
        .build()
        .unwrap();
    let error = client.call("AKfycbxLimits", "f").send::<u32>().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.executed(), error.tries()),
        (ErrorKind::Transport, Executed::No, 3),
        "{error:?}"
    );
}

/// A listener whose line of connections is full, so that the next one is not answered.
#[cfg(target_os = "linux")]
fn full() -> (tokio::net::TcpListener, Vec<std::net::TcpStream>) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let next = || std::net::TcpStream::connect_timeout(&address, Duration::from_millis(200)).ok();
    let waiting = std::iter::from_fn(next).take(64).collect();
    (listener, waiting)
}

#[cfg(target_os = "linux")]
#[tokio::test(start_paused = true)]
async fn a_connection_that_hangs_is_given_up_after_ten_seconds_and_has_not_run() {
    let (listener, waiting) = full();
    assert!(waiting.len() < 64, "the line is never full");
    let client = Client::builder()
        .base_url(format!("http://{}", listener.local_addr().unwrap()))
        .credentials(FixedToken::new("ya29.limits"))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let started = tokio::time::Instant::now();
    let error = client.call("AKfycbxLimits", "f").send::<u32>().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::Transport, Executed::No),
        "{error:?}"
    );
    assert_eq!(started.elapsed().as_secs(), 10);
    let hurried = client.call("AKfycbxLimits", "f").timeout(Duration::from_secs(3));
    let error = hurried.send::<u32>().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::Timeout, Executed::No),
        "{error:?}"
    );
}
