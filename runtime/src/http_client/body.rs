//! A request's body that knows whether the HTTP client has read it.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Whether the server may have got a request. Known at any moment, also when its future is dropped.
#[derive(Clone, Default)]
pub(crate) struct Sent(Arc<AtomicBool>);

impl Sent {
    pub(crate) fn may_have_arrived(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Says what is known from now on, and returns what was known before.
    pub(super) fn replace(&self, may_have_arrived: bool) -> bool {
        self.0.swap(may_have_arrived, Ordering::SeqCst)
    }
}

/// The body of one request.
///
/// The HTTP client reads it only when it has a connection to write it to. The body names the function and its
/// arguments, or holds what a token is asked with, so a request whose body was never read has had no effect, whatever
/// became of it. It is read once: nothing below the client, such as a redirect, can send it again.
pub(super) struct RequestBody {
    content: Option<Bytes>,
    sent: Sent,
}

impl RequestBody {
    pub(super) fn new(content: Bytes, sent: Sent) -> Self {
        Self {
            content: Some(content),
            sent,
        }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.sent.replace(true);
        Poll::Ready(self.content.take().map(|content| Ok(Frame::data(content))))
    }

    fn is_end_stream(&self) -> bool {
        self.content.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.content.as_ref().map_or(0, Bytes::len);
        SizeHint::with_exact(u64::try_from(length).unwrap_or(u64::MAX))
    }
}
