//! A server, or a proxy, that remembers every request and answers as it is told.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What a run answers.
pub(crate) const RESULT: &str = r#"{"done":true,"response":{"result":1}}"#;

/// One request: its line and its headers in small letters.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) line: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// The values of a header, joined.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values = self.headers.iter().filter(|(key, _)| key == name);
        let values: Vec<&str> = values.map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    fn read(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let (line, headers) = head.split_once("\r\n").unwrap_or((head, ""));
        let header = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        };
        let request = Self {
            line: line.to_owned(),
            headers: headers.lines().map(header).collect(),
        };
        let length = request
            .header("content-length")
            .map_or(0, |length| length.parse().unwrap());
        (body.len() >= length).then_some(request)
    }
}

type Answers = dyn Fn(&Request) -> (u16, String) + Send + Sync;

/// Its port is closed when it is dropped with its runtime.
pub(crate) struct Recorder {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Recorder {
    /// Answers each request on a connection of its own; a status of 0 closes it without an answer.
    pub(crate) async fn start(answers: impl Fn(&Request) -> (u16, String) + Send + Sync + 'static) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        Self::start_at(listener, answers).await
    }

    async fn start_at(
        listener: std::net::TcpListener,
        answers: impl Fn(&Request) -> (u16, String) + Send + Sync + 'static,
    ) -> Self {
        listener.set_nonblocking(true).unwrap();
        let listener = TcpListener::from_std(listener).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (shared, answers): (_, Arc<Answers>) = (Arc::clone(&seen), Arc::new(answers));
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, Arc::clone(&shared), Arc::clone(&answers)));
            }
        });
        Self { url, seen }
    }

    /// A script that returns 1, and an endpoint whose tokens are called `ya29.token`.
    pub(crate) async fn start_google() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        Self::start_google_at(listener).await
    }

    pub(crate) async fn start_google_at(listener: std::net::TcpListener) -> Self {
        Self::start_at(listener, |request| {
            if request.line.contains(":run") {
                (200, RESULT.to_owned())
            } else {
                let grant = r#"{"access_token":"ya29.token","expires_in":3599,"refresh_token":"1//r","token_type":"Bearer"}"#;
                (200, grant.to_owned())
            }
        })
        .await
    }

    pub(crate) fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }

    /// The first lines of the requests.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|request| request.line).collect()
    }
}

async fn serve(mut connection: TcpStream, seen: Arc<Mutex<Vec<Request>>>, answers: Arc<Answers>) {
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    let request = loop {
        match connection.read(&mut buffer).await {
            Ok(read) if read > 0 => text.extend_from_slice(&buffer[..read]),
            _ => return,
        }
        if let Some(request) = Request::read(&String::from_utf8_lossy(&text)) {
            break request;
        }
    };
    let (status, body) = answers(&request);
    seen.lock().unwrap().push(request);
    if status == 0 {
        return;
    }
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    // A client that was dropped does not read it.
    _ = connection.write_all(format!("{head}{body}").as_bytes()).await;
}
