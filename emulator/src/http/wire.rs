use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use parking_lot::Mutex;
use tokio::{io::AsyncWrite, net::TcpStream};

/// Breaks a connection on demand: the next answer is replaced, and the connection ends with it.
#[derive(Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<Option<Vec<u8>>>>);

impl Wire {
    /// Sends these bytes in place of what is to be sent next, then ends the connection.
    pub(crate) fn end_with(&self, bytes: Vec<u8>) {
        *self.0.lock() = Some(bytes);
    }

    /// Sends what the connection ends with; `None` if it need not end.
    pub(super) fn poll_last_words(
        &self,
        mut stream: Pin<&mut TcpStream>,
        context: &mut Context<'_>,
    ) -> Option<Poll<io::Result<()>>> {
        let mut last_words = self.0.lock();
        let bytes = last_words.as_mut()?;
        while !bytes.is_empty() {
            match stream.as_mut().poll_write(context, bytes) {
                Poll::Ready(Ok(0)) => return Some(Poll::Ready(Err(io::ErrorKind::WriteZero.into()))),
                Poll::Ready(Ok(written)) => drop(bytes.drain(..written.min(bytes.len()))),
                Poll::Ready(Err(fault)) => return Some(Poll::Ready(Err(fault))),
                Poll::Pending => return Some(Poll::Pending),
            }
        }
        Some(Poll::Ready(Ok(())))
    }
}
