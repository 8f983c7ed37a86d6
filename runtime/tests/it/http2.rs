//! What an HTTP/2 server says about requests that it did not look at.

use std::{io, sync::Arc, time::Duration};

use apps_script::{Client, ErrorKind, Executed, credentials::FixedToken, retry::RetryPolicy};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Mutex,
};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;

const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;
const CANCEL: u32 = 8;
const ENHANCE_YOUR_CALM: u32 = 11;

/// What the server does with a request.
#[derive(Clone, Copy, Debug)]
enum Reply {
    Value,
    Reset(u32),
    /// The head of an answer first.
    ResetLate(u32),
    /// A `GOAWAY` below the request's stream; the connection is closed.
    GoAwayBelow(u32),
    /// A `GOAWAY` that includes the request's stream; the connection is closed.
    GoAwayAt(u32),
}

type Replies = Arc<Mutex<Vec<Reply>>>;

/// Gives these replies in turn, then values.
async fn start(replies: &[Reply]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let replies: Replies = Arc::new(Mutex::new(replies.iter().rev().copied().collect()));
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let replies = Arc::clone(&replies);
            // A client may go away at any time.
            tokio::spawn(async move { _ = serve(connection, &replies).await });
        }
    });
    url
}

async fn serve(mut connection: TcpStream, replies: &Replies) -> io::Result<()> {
    let mut preface = [0; 24];
    connection.read_exact(&mut preface).await?;
    write(&mut connection, SETTINGS, 0, 0, &[]).await?;
    loop {
        let (kind, flags, stream) = read(&mut connection).await?;
        if kind == SETTINGS && flags & ACK == 0 {
            write(&mut connection, SETTINGS, ACK, 0, &[]).await?;
        }
        let is_whole = (kind == DATA || kind == HEADERS) && flags & END_STREAM != 0;
        if !is_whole {
            continue;
        }
        let reply = replies.lock().await.pop().unwrap_or(Reply::Value);
        match reply {
            Reply::Value => {
                head(&mut connection, stream).await?;
                let body = br#"{"done":true,"response":{"result":1}}"#;
                write(&mut connection, DATA, END_STREAM, stream, body).await?;
            }
            Reply::Reset(code) => {
                write(&mut connection, RST_STREAM, 0, stream, &code.to_be_bytes()).await?;
            }
            Reply::ResetLate(code) => {
                head(&mut connection, stream).await?;
                write(&mut connection, DATA, 0, stream, b"{").await?;
                write(&mut connection, RST_STREAM, 0, stream, &code.to_be_bytes()).await?;
            }
            Reply::GoAwayBelow(code) => {
                return go_away(&mut connection, stream.saturating_sub(2), code).await;
            }
            Reply::GoAwayAt(code) => return go_away(&mut connection, stream, code).await,
        }
    }
}

/// `:status: 200`, as one entry of the static table.
async fn head(connection: &mut TcpStream, stream: u32) -> io::Result<()> {
    write(connection, HEADERS, END_HEADERS, stream, &[0x88]).await
}

async fn go_away(connection: &mut TcpStream, last_stream: u32, code: u32) -> io::Result<()> {
    let payload = [last_stream.to_be_bytes(), code.to_be_bytes()].concat();
    write(connection, GOAWAY, 0, 0, &payload).await?;
    // Until the client has closed its side, so that it reads the frame before it sees the end.
    connection.shutdown().await?;
    while read(connection).await.is_ok() {}
    Ok(())
}

async fn write(
    connection: &mut TcpStream,
    kind: u8,
    flags: u8,
    stream: u32,
    payload: &[u8],
) -> io::Result<()> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = vec![length[1], length[2], length[3], kind, flags];
    frame.extend_from_slice(&stream.to_be_bytes());
    frame.extend_from_slice(payload);
    connection.write_all(&frame).await
}

/// Kind, flags and stream of the next frame.
async fn read(connection: &mut TcpStream) -> io::Result<(u8, u8, u32)> {
    let mut head = [0; 9];
    connection.read_exact(&mut head).await?;
    let length = usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2]);
    let mut payload = vec![0; length];
    connection.read_exact(&mut payload).await?;
    let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
    Ok((head[3], head[4], stream))
}

fn client(url: &str, retry: RetryPolicy) -> Client {
    let http = reqwest::Client::builder()
        .http2_prior_knowledge()
        .build()
        .unwrap();
    Client::builder()
        .base_url(url)
        .http(http)
        .credentials(FixedToken::new("ya29.http2"))
        .retry(retry)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_request_that_was_not_looked_at_has_not_run() {
    use Reply::{GoAwayAt, GoAwayBelow, Reset, ResetLate};
    for (reply, executed) in [
        (Reset(REFUSED_STREAM), Executed::No),
        (Reset(INTERNAL_ERROR), Executed::Unknown),
        (Reset(CANCEL), Executed::Unknown),
        (ResetLate(REFUSED_STREAM), Executed::Unknown),
        (GoAwayBelow(NO_ERROR), Executed::No),
        (GoAwayBelow(ENHANCE_YOUR_CALM), Executed::No),
        (GoAwayAt(NO_ERROR), Executed::Unknown),
        (GoAwayAt(ENHANCE_YOUR_CALM), Executed::Unknown),
    ] {
        // The first call makes the stream of the second one the third of its connection.
        let client = client(&start(&[Reply::Value, reply]).await, RetryPolicy::none());
        assert_eq!(client.call("AKfycbx", "f").send::<u32>().await.unwrap(), 1);
        let error = client.call("AKfycbx", "f").send::<u32>().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.executed(), error.tries()),
            (ErrorKind::Transport, executed, 1),
            "{reply:?}: {error:?}"
        );
    }
}

#[tokio::test]
async fn such_a_request_is_sent_again() {
    let url = start(&[
        Reply::Reset(REFUSED_STREAM),
        Reply::GoAwayBelow(NO_ERROR),
        Reply::GoAwayBelow(ENHANCE_YOUR_CALM),
    ])
    .await;
    let soon = RetryPolicy::default().first_delay(Duration::from_millis(1));
    let value = client(&url, soon).call("AKfycbx", "f").send::<u32>().await;
    assert_eq!(value.unwrap(), 1);
}
