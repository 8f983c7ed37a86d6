//! The port of this machine to which the browser comes back after a sign-in.

use std::{io, time::Duration};

use reqwest::Url;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::timeout,
};

/// What the browser brought.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Redirected {
    Code(String),
    /// The `error` of OAuth.
    Refused(String),
}

/// The head of a browser's request is shorter.
const MOST_BYTES: usize = 64 * 1024;

/// Browsers open connections that they may not use.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long to wait after a connection that could not be accepted, such as for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// Waits for the request that carries this state. Any other, such as one for an icon, is answered and forgotten.
pub(super) async fn wait(listener: TcpListener, state: &str) -> Redirected {
    let mut visitors = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    visitors.spawn(visit(stream, state.to_owned()));
                }
                // It concerns this connection alone, or passes.
                Err(fault) => {
                    tracing::debug!(%fault, "a connection of the browser is lost");
                    tokio::time::sleep(PAUSE).await;
                }
            },
            // Most visitors end without a code, and the next one must be waited for.
            Some(ended) = visitors.join_next() => {
                if let Ok(Some(redirected)) = ended {
                    return redirected;
                }
            }
        }
    }
}

async fn visit(mut stream: TcpStream, state: String) -> Option<Redirected> {
    let head = timeout(PATIENCE, head(&mut stream)).await.ok()?.ok()?;
    let redirected = redirected(&head, &state);
    let (status, text) = match &redirected {
        Some(Redirected::Code(_)) => ("200 OK", "You are signed in. This page can be closed."),
        Some(Redirected::Refused(_)) => ("200 OK", "The sign-in did not succeed. The program says more."),
        None => ("404 Not Found", "Nothing is here."),
    };
    // The code has come, whether the browser sees the page or not.
    let _ = timeout(PATIENCE, respond(&mut stream, status, text)).await;
    redirected
}

async fn head(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut buffer).await?;
        head.extend_from_slice(buffer.get(..read).unwrap_or_default());
        if read == 0 || head.len() > MOST_BYTES {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

async fn respond(stream: &mut TcpStream, status: &str, text: &str) -> io::Result<()> {
    let page = format!("<!DOCTYPE html><meta charset=utf-8><title>Sign-in</title><p>{text}\n");
    let length = page.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {length}\r\n\
         cache-control: no-store\r\nconnection: close\r\n\r\n{page}"
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}

/// `GET /?state=…&code=… HTTP/1.1`, if the state is the right one.
fn redirected(head: &str, state: &str) -> Option<Redirected> {
    let target = head.strip_prefix("GET ")?.split(' ').next()?;
    let url = Url::parse("http://127.0.0.1").ok()?.join(target).ok()?;
    let value = |name: &str| {
        let mut pairs = url.query_pairs();
        pairs
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    if value("state")? != state {
        return None;
    }
    value("error")
        .map(Redirected::Refused)
        .or_else(|| value("code").map(Redirected::Code))
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
        task::JoinHandle,
        time::timeout,
    };

    use super::{
        PATIENCE,
        Redirected::{self, Code, Refused},
        redirected, wait,
    };

    async fn listening() -> (SocketAddr, JoinHandle<Redirected>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        (address, tokio::spawn(async move { wait(listener, "s").await }))
    }

    async fn connect(address: SocketAddr, text: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(text).await.unwrap();
        stream
    }

    /// The whole answer, after which the visit has ended.
    async fn answer(mut stream: TcpStream) -> String {
        let mut answer = String::new();
        // A visitor that is not seen would wait for ever.
        let read = timeout(PATIENCE, stream.read_to_string(&mut answer));
        read.await.unwrap().unwrap();
        answer
    }

    const CODE: &[u8] = b"GET /?state=s&code=c HTTP/1.1\r\n\r\n";

    /// A browser may open its second connection before it asks for the icon over its first.
    #[tokio::test]
    async fn a_visitor_without_a_code_does_not_hide_the_next() {
        let (address, waiting) = listening().await;
        let icon = connect(address, b"").await;
        let code = connect(address, CODE.get(..10).unwrap()).await;
        // Both are accepted before the first one ends: a third one is answered.
        let third = connect(address, b"GET /other HTTP/1.1\r\n\r\n").await;
        assert!(answer(third).await.starts_with("HTTP/1.1 404"));
        let mut icon = icon;
        icon.write_all(b"GET /favicon.ico HTTP/1.1\r\n\r\n")
            .await
            .unwrap();
        assert!(answer(icon).await.starts_with("HTTP/1.1 404"));
        let mut code = code;
        code.write_all(CODE.get(10..).unwrap()).await.unwrap();
        assert!(answer(code).await.starts_with("HTTP/1.1 200"));
        assert_eq!(waiting.await.unwrap(), Code("c".into()));
    }

    #[tokio::test]
    async fn slow_half_open_and_foreign_visitors_are_beside_the_point() {
        let (address, waiting) = listening().await;
        let mut open = Vec::new();
        for text in [
            &b""[..],
            b"GET /?sta",
            b"\x16\x03\x01\x02\x00\xfc",
            b"\0\0\0",
            b"POST / HTTP/1.1\r\n",
        ] {
            for _ in 0..20 {
                open.push(connect(address, text).await);
            }
        }
        for text in [
            &b"\r\n\r\n"[..],
            b"\xff\xfe\r\n\r\n",
            b"GET\r\n\r\n",
            b"GET http:// HTTP/1.1\r\n\r\n",
        ] {
            assert!(
                answer(connect(address, text).await)
                    .await
                    .starts_with("HTTP/1.1 404")
            );
        }
        drop(connect(address, b"GET /").await);
        let long = vec![b'a'; super::MOST_BYTES + 1];
        // It may be reset before all is written.
        let _ = TcpStream::connect(address).await.unwrap().write_all(&long).await;
        assert!(
            answer(connect(address, CODE).await)
                .await
                .contains("You are signed in")
        );
        assert_eq!(waiting.await.unwrap(), Code("c".into()));
    }

    #[test]
    fn takes_only_what_carries_the_state() {
        let code = |code: &str| Some(Code(code.into()));
        let table: [(&str, Option<Redirected>); 9] = [
            ("GET /?state=s&code=4%2F0A HTTP/1.1\r\n", code("4/0A")),
            ("GET /?code=c&state=s&scope=a%20b HTTP/1.1\r\n", code("c")),
            (
                "GET /?error=access_denied&state=s HTTP/1.1\r\n",
                Some(Refused("access_denied".into())),
            ),
            ("GET /?state=other&code=c HTTP/1.1\r\n", None),
            ("GET /?code=c HTTP/1.1\r\n", None),
            ("GET /?state=s HTTP/1.1\r\n", None),
            ("GET /favicon.ico HTTP/1.1\r\n", None),
            ("POST /?state=s&code=c HTTP/1.1\r\n", None),
            ("", None),
        ];
        for (head, expected) in table {
            assert_eq!(redirected(head, "s"), expected, "{head}");
        }
    }
}
