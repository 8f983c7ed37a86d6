//! A server on a bare socket, which speaks just enough HTTP/1.1 to break it.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{
    io::{self, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream, tcp::ReadHalf, tcp::WriteHalf},
    sync::Barrier,
};

use super::{fault::Fault, ledger::Ledger};

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) state: Arc<State>,
}

pub(crate) struct State {
    pub(crate) ledger: Ledger,
    pub(crate) connections: AtomicUsize,
    /// Lets nobody through until this many calls have come.
    gate: Barrier,
    seed: u64,
}

#[derive(Deserialize)]
struct Request {
    function: String,
    parameters: Vec<Value>,
}

impl Server {
    pub(crate) async fn start(seed: u64, width_of_gate: usize) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            ledger: Ledger::default(),
            connections: AtomicUsize::new(0),
            gate: Barrier::new(width_of_gate),
            seed,
        });
        let of_connections = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&of_connections);
                tokio::spawn(async move {
                    state.connections.fetch_add(1, Ordering::SeqCst);
                    // A connection that breaks is what is tested.
                    let _ = serve(stream, &state).await;
                    state.connections.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Ok(Self { address, state })
    }
}

/// Whether the connection can be used again.
enum Then {
    KeepAlive,
    Close,
}

async fn serve(mut stream: TcpStream, state: &State) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (reader, mut writer) = stream.split();
    let mut reader = BufReader::new(reader);
    while let Some(request) = read(&mut reader).await? {
        match answer(&request, state, &mut reader, &mut writer).await? {
            Then::KeepAlive => {}
            Then::Close => break,
        }
    }
    Ok(())
}

async fn read(reader: &mut BufReader<ReadHalf<'_>>) -> io::Result<Option<Request>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).await?;
    serde_json::from_slice(&body).map(Some).map_err(io::Error::other)
}

async fn answer(
    request: &Request,
    state: &State,
    reader: &mut BufReader<ReadHalf<'_>>,
    writer: &mut WriteHalf<'_>,
) -> io::Result<Then> {
    let call = request
        .parameters
        .first()
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let call = u32::try_from(call).map_err(io::Error::other)?;
    if request.function == "gate" {
        state.gate.wait().await;
        return whole(writer, 200, "", &value_of(call)).await;
    }
    let tries = state.ledger.tries(call) as u64;
    let of_call = fastrand::Rng::with_seed(state.seed ^ u64::from(call)).u64(..);
    let mut chance = fastrand::Rng::with_seed(of_call ^ tries.rotate_right(8));
    let fault = Fault::choose(&mut chance, request.function == "hurried");
    state.ledger.note(call, fault);
    inflict(fault, call, reader, writer, &mut chance).await
}

async fn inflict(
    fault: Fault,
    call: u32,
    reader: &mut BufReader<ReadHalf<'_>>,
    writer: &mut WriteHalf<'_>,
    chance: &mut fastrand::Rng,
) -> io::Result<Then> {
    let value = value_of(call);
    let refused =
        |code: u16| json!({"error": {"code": code, "message": "No.", "status": "UNAVAILABLE"}}).to_string();
    match fault {
        Fault::None => whole(writer, 200, "", &value).await,
        Fault::Late => {
            tokio::time::sleep(Duration::from_millis(chance.u64(1..8))).await;
            whole(writer, 200, "", &value).await
        }
        Fault::SlowBody => in_pieces(writer, &value).await,
        Fault::TooManyRequests => whole(writer, 429, "", &refused(429)).await,
        Fault::TooManyRequestsWithRetryAfter => whole(writer, 429, "Retry-After: 0\r\n", &refused(429)).await,
        Fault::TooManyRequestsWithRetryInfo => whole(writer, 429, "", &with_retry_info()).await,
        Fault::TooManyExecutions => whole(writer, 200, "", &thrown(QPS, false)).await,
        Fault::TooManyScripts => whole(writer, 200, "", &thrown(TOO_MANY, false)).await,
        Fault::Unauthorized => whole(writer, 401, "", &refused(401)).await,
        Fault::InternalErrorBeforeRun | Fault::InternalErrorAfterRun => {
            whole(writer, 500, "", &refused(500)).await
        }
        Fault::UnavailableBeforeRun => whole(writer, 503, "", &refused(503)).await,
        Fault::GatewayTimeoutOfAProxy => whole(writer, 504, "", PAGE_OF_A_PROXY).await,
        Fault::BadGatewayPageAfterRun => whole(writer, 502, "", PAGE).await,
        Fault::PageInPlaceOfAnswer => whole(writer, 200, "", PAGE).await,
        Fault::DroppedBeforeRun | Fault::DroppedAfterRun => Ok(Then::Close),
        Fault::Truncated => truncated(writer, &value, chance).await,
        Fault::MalformedChunks => {
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"don\r\nno size\r\n";
            writer.write_all(head.as_bytes()).await?;
            Ok(Then::Close)
        }
        Fault::ForeignValue => {
            let foreign = json!({"done": true, "response": {"result": {"call": "none"}}});
            whole(writer, 200, "", &foreign.to_string()).await
        }
        Fault::Throws => whole(writer, 200, "", &thrown("Error: no", true)).await,
        Fault::ThrowsWithoutStack => whole(writer, 200, "", &thrown("Error: no", false)).await,
        Fault::ThrowsWhatBeginsLikeARefusal => {
            let text = format!("{TOO_MANY} The order was sent.");
            whole(writer, 200, "", &thrown(&text, false)).await
        }
        Fault::ServiceFailsInside => whole(writer, 200, "", &thrown(SERVER_ERROR, true)).await,
        Fault::ScriptTimesOut => whole(writer, 200, "", &failed(10, TIME_OVER, false)).await,
        Fault::UnsupportedReturn => whole(writer, 200, "", &thrown(RETURN_TYPE, false)).await,
        Fault::Hangs => {
            // Comes to an end when the client goes away.
            reader.read_u8().await?;
            Ok(Then::Close)
        }
    }
}

const QPS: &str =
    "Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.";
const TOO_MANY: &str = "There are too many scripts running simultaneously for this Google user account.";
const SERVER_ERROR: &str =
    "Exception: We're sorry, a server error occurred. Please wait a bit and try again.";
const TIME_OVER: &str = "Exceeded maximum execution time";
const RETURN_TYPE: &str = "The script completed but the returned value is not a supported return type.";
const PAGE_OF_A_PROXY: &str = "<html><head><title>504 Gateway Time-out</title></head></html>";
const PAGE: &str = "<!DOCTYPE html><title>Error 502 (Server Error)</title><p>That’s an error.";

fn value_of(call: u32) -> String {
    let value = json!({"call": call, "text": format!("the value of {call}")});
    json!({"done": true, "response": {"@type": "type.googleapis.com/google.apps.script.v1.ExecutionResponse", "result": value}})
        .to_string()
}

fn with_retry_info() -> String {
    let details = json!([{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.001s"}]);
    json!({"error": {"code": 429, "message": "No.", "status": "RESOURCE_EXHAUSTED", "details": details}})
        .to_string()
}

fn thrown(message: &str, with_stack: bool) -> String {
    failed(3, message, with_stack)
}

fn failed(code: u16, message: &str, with_stack: bool) -> String {
    let stack = if with_stack {
        json!([{"function": "once", "lineNumber": 3}])
    } else {
        json!([])
    };
    let detail =
        json!({"errorMessage": message, "errorType": "ScriptError", "scriptStackTraceElements": stack});
    json!({"done": true, "error": {"code": code, "message": "ScriptError", "details": [detail]}}).to_string()
}

async fn whole(writer: &mut WriteHalf<'_>, status: u16, headers: &str, body: &str) -> io::Result<Then> {
    let length = body.len();
    let text = format!("HTTP/1.1 {status} Status\r\n{headers}Content-Length: {length}\r\n\r\n{body}");
    writer.write_all(text.as_bytes()).await?;
    Ok(Then::KeepAlive)
}

async fn in_pieces(writer: &mut WriteHalf<'_>, body: &str) -> io::Result<Then> {
    writer
        .write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        .await?;
    for piece in body.as_bytes().chunks(40) {
        tokio::time::sleep(Duration::from_millis(1)).await;
        writer
            .write_all(format!("{:x}\r\n", piece.len()).as_bytes())
            .await?;
        writer.write_all(piece).await?;
        writer.write_all(b"\r\n").await?;
    }
    writer.write_all(b"0\r\n\r\n").await?;
    Ok(Then::KeepAlive)
}

async fn truncated(writer: &mut WriteHalf<'_>, body: &str, chance: &mut fastrand::Rng) -> io::Result<Then> {
    let length = body.len();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
    writer.write_all(head.as_bytes()).await?;
    let sent = body.as_bytes().get(..chance.usize(..length)).unwrap_or_default();
    writer.write_all(sent).await?;
    Ok(Then::Close)
}
