//! A token endpoint on this machine that answers as it is told and remembers what it was asked.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// One answer: an HTTP status and a body.
pub(crate) type Answer = (u16, String);

pub(crate) struct OAuthServer {
    pub(crate) url: String,
    state: Arc<State>,
}

struct State {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<HashMap<String, String>>>,
    /// Whether answers are given.
    open: watch::Sender<bool>,
}

impl OAuthServer {
    /// Gives these answers, one after the other, each when it is let.
    pub(crate) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/token", listener.local_addr().unwrap());
        let state = Arc::new(State {
            answers: Mutex::new(answers.into_iter().collect()),
            asked: Mutex::default(),
            open: watch::Sender::new(true),
        });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, Arc::clone(&shared)));
            }
        });
        Self { url, state }
    }

    /// The forms that were sent.
    pub(crate) fn asked(&self) -> Vec<HashMap<String, String>> {
        self.state.asked.lock().unwrap().clone()
    }

    /// Gives no answer before [`open`](Self::open).
    pub(crate) fn close(&self) {
        self.state.open.send_replace(false);
    }

    pub(crate) fn open(&self) {
        self.state.open.send_replace(true);
    }
}

pub(crate) fn granted(token: &str, expires_in: u32) -> Answer {
    let body = format!(
        r#"{{"access_token":"{token}","expires_in":{expires_in},"scope":"https://www.googleapis.com/auth/drive https://www.googleapis.com/auth/spreadsheets","token_type":"Bearer"}}"#
    );
    (200, body)
}

pub(crate) fn granted_with_refresh_token(token: &str, refresh_token: &str) -> Answer {
    let body = format!(
        r#"{{"access_token":"{token}","expires_in":3599,"refresh_token":"{refresh_token}","token_type":"Bearer"}}"#
    );
    (200, body)
}

pub(crate) fn refused(error: &str, description: &str) -> Answer {
    let body = format!(r#"{{"error":"{error}","error_description":"{description}"}}"#);
    (400, body)
}

async fn serve(mut connection: TcpStream, state: Arc<State>) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    let form = loop {
        match connection.read(&mut buffer).await {
            Ok(read) if read > 0 => request.extend_from_slice(&buffer[..read]),
            _ => return,
        }
        if let Some(form) = form(&String::from_utf8_lossy(&request)) {
            break form;
        }
    };
    state.asked.lock().unwrap().push(form);
    state.open.subscribe().wait_for(|open| *open).await.unwrap();
    let next = state.answers.lock().unwrap().pop_front();
    let (status, body) = next.unwrap_or((500, String::from("no answer is left")));
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    );
    // A client that was dropped does not read it.
    _ = connection.write_all(answer.as_bytes()).await;
}

/// The form of a request that has come whole.
fn form(request: &str) -> Option<HashMap<String, String>> {
    let (head, body) = request.split_once("\r\n\r\n")?;
    let length = head
        .to_ascii_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok())?;
    let url = reqwest::Url::parse(&format!("http://form?{body}")).ok()?;
    (body.len() >= length).then(|| url.query_pairs().into_owned().collect())
}
