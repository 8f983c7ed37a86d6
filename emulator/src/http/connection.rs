use std::{
    future::Future,
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    time::{Sleep, sleep},
};

use super::wire::Wire;

/// How long a client may take to send the headers of a request, or leave a connection unused.
pub(super) const HEADERS: Duration = Duration::from_secs(60);

/// The length of what HTTP/2 begins with. No request of HTTP/1.1 is shorter.
const PREFACE: usize = 24;

/// Time until the next try, where the system has too many open files.
const PAUSE: Duration = Duration::from_secs(1);

/// Makes connections that can be broken on demand.
pub(super) struct Listener(pub(super) TcpListener);

pub(super) struct Connection {
    stream: TcpStream,
    wire: Wire,
    beginning: Option<Beginning>,
}

/// The first bytes, of which hyper learns the version of HTTP. It waits for these for ever.
struct Beginning {
    /// How many are still to come.
    missing: usize,
    until: Pin<Box<Sleep>>,
}

/// Who is at the other end of a connection, and a way to break it.
#[derive(Clone)]
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    pub(crate) wire: Wire,
}

impl Listener {
    /// Waits for the next connection, through times in which the system has no room for one.
    pub(super) async fn accept(&self) -> (Connection, Peer) {
        loop {
            match self.0.accept().await {
                Ok((stream, address)) => return connect(stream, address),
                Err(fault) if is_of_connection(&fault) => {}
                Err(fault) => {
                    tracing::error!(%fault, "no connection can be accepted now");
                    sleep(PAUSE).await;
                }
            }
        }
    }
}

fn connect(stream: TcpStream, address: SocketAddr) -> (Connection, Peer) {
    if let Err(fault) = stream.set_nodelay(true) {
        tracing::debug!(%fault, "small packets will wait for larger ones");
    }
    let wire = Wire::default();
    let peer = Peer {
        address,
        wire: wire.clone(),
    };
    let beginning = Some(Beginning {
        missing: PREFACE,
        until: Box::pin(sleep(HEADERS)),
    });
    let connection = Connection {
        stream,
        wire,
        beginning,
    };
    (connection, peer)
}

/// Whether the client ended the connection before it was accepted.
fn is_of_connection(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        let Some(beginning) = &mut self.beginning else {
            return read;
        };
        match &read {
            Poll::Pending => beginning
                .until
                .as_mut()
                .poll(context)
                .map(|()| Err(io::ErrorKind::TimedOut.into())),
            Poll::Ready(_) => {
                beginning.missing = beginning.missing.saturating_sub(buffer.filled().len() - before);
                if beginning.missing == 0 {
                    self.beginning = None;
                }
                read
            }
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let connection = &mut *self;
        let stream = Pin::new(&mut connection.stream);
        match connection.wire.poll_last_words(stream, context) {
            None => Pin::new(&mut connection.stream).poll_write(context, bytes),
            Some(Poll::Pending) => Poll::Pending,
            Some(Poll::Ready(Err(fault))) => Poll::Ready(Err(fault)),
            Some(Poll::Ready(Ok(()))) => Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
