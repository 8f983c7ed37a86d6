//! One call of the client, answered by the emulator through a tap.

use std::pin::pin;

use apps_script::{Client, Error, credentials::FixedToken, retry::RetryPolicy};
use apps_script_emulator::Emulator;
use reqwest::RequestBuilder;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    /// What the client made of it; `None` for answers that are not for it.
    pub(crate) outcome: Option<Result<Value, Error>>,
}

/// The answer to a request that the client does not send.
pub(crate) async fn send(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    Answer {
        status: response.status().as_u16(),
        body: response.text().await.unwrap(),
        outcome: None,
    }
}

/// A call whose parts can be changed, also in ways in which the client would not send it: the tap changes them.
pub(crate) struct Call<'e> {
    pub(crate) emulator: &'e Emulator,
    pub(crate) function: &'e str,
    pub(crate) parameters: Vec<&'e str>,
    pub(crate) token: Option<&'e str>,
    pub(crate) query: &'e str,
    /// In place of the client's.
    pub(crate) body: Option<String>,
    /// In place of the client's.
    pub(crate) path: Option<String>,
}

impl<'e> Call<'e> {
    pub(crate) fn of(emulator: &'e Emulator, function: &'e str) -> Self {
        Self {
            emulator,
            function,
            parameters: Vec::new(),
            token: Some(emulator.token()),
            query: "",
            body: None,
            path: None,
        }
    }

    pub(crate) fn query(mut self, query: &'e str) -> Self {
        self.query = query;
        self
    }

    /// Calls another ID than the deployment's.
    pub(crate) fn to(mut self, id: &str) -> Self {
        self.path = Some(format!("/v1/scripts/{id}:run"));
        self
    }

    pub(crate) async fn send(self) -> Answer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let mut client = pin!(self.by_client(url));
        let connection = tokio::select! {
            accepted = listener.accept() => accepted.unwrap().0,
            outcome = &mut client => panic!("the client sends nothing: {outcome:?}"),
        };
        let (outcome, (status, body)) = tokio::join!(client, self.tap(connection));
        Answer {
            status,
            body,
            outcome: Some(outcome),
        }
    }

    async fn by_client(&self, url: String) -> Result<Value, Error> {
        let client = Client::builder()
            .base_url(url)
            .credentials(FixedToken::new(self.token.unwrap_or("none")))
            .retry(RetryPolicy::none())
            .build()?;
        let id = self.emulator.deployment_id().to_owned();
        let mut call = client.call(id, self.function.to_owned());
        for parameter in &self.parameters {
            call = call.parameter(*parameter)?;
        }
        call.send().await
    }

    /// Passes one request on to the emulator, and the answer back.
    async fn tap(&self, mut client: TcpStream) -> (u16, String) {
        let (path, body) = read(&mut client).await;
        let path = self.path.as_deref().unwrap_or(&path);
        let url = format!("{}{path}{}", self.emulator.url(), self.query);
        let request = reqwest::Client::new()
            .post(url)
            .header("content-type", "application/json")
            .body(self.body.clone().unwrap_or(body));
        let answer = send(match self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        });
        let Answer { status, body, .. } = answer.await;
        let length = body.len();
        let answer =
            format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
        client.write_all(answer.as_bytes()).await.unwrap();
        (status, body)
    }
}

/// The path and the body of a request.
async fn read(client: &mut TcpStream) -> (String, String) {
    let mut text = String::new();
    let mut buffer = [0; 4096];
    loop {
        let read = client.read(&mut buffer).await.unwrap();
        text += std::str::from_utf8(&buffer[..read]).unwrap();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let path = head.split(' ').nth(1).unwrap();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len().to_string() == length.unwrap() {
                return (path.to_owned(), body.to_owned());
            }
        }
    }
}
