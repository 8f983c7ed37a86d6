//! One request and its answer.

use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;
use tracing::Span;

use super::transport;
use crate::{
    deadline::Deadline,
    error::{Error, ErrorKind, Executed},
    http_client::Post,
    retry_after,
    settings::Settings,
};

/// What came back: the status, the whole body, and when the service wants the next try.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Bytes,
    pub(super) retry_after: Option<Duration>,
}

/// What is allocated before the first byte is here. An answer that announces more grows as it comes, since it may hold
/// less.
const LARGEST_FIRST: usize = 64 * 1024 * 1024;

/// Sends the request once and reads the answer to its end.
pub(super) async fn exchange(settings: &Settings, post: Post, deadline: &Deadline) -> Result<Answer, Error> {
    let sent = post.sent.clone();
    let exchanged = deadline.within(async {
        let response = settings.http.post(post).await;
        let response = response.map_err(transport::unanswered)?;
        read(response, settings.max_response_size).await
    });
    let exchanged = exchanged.await;
    exchanged.unwrap_or_else(|| Err(transport::too_late(deadline.timeout, sent.may_have_arrived())))
}

/// The `Content-Length` of an answer that is not compressed; 0 of any other.
fn announced(response: &Response) -> usize {
    let length = response.content_length().unwrap_or_default();
    usize::try_from(length).unwrap_or(usize::MAX)
}

async fn read(mut response: Response, most: usize) -> Result<Answer, Error> {
    let status = response.status().as_u16();
    Span::current().record("http.response.status_code", status);
    let retry_after = retry_after::of_headers(response.headers());
    let mut body = Vec::with_capacity(announced(&response).min(most).min(LARGEST_FIRST));
    while let Some(chunk) = response.chunk().await.map_err(transport::broken_off)? {
        if body.len() + chunk.len() > most {
            if !response.status().is_success() {
                // The status says what failed; the rest of the page adds nothing.
                break;
            }
            return Err(Error::new(
                ErrorKind::Decode,
                Executed::Unknown,
                format!("the answer is longer than {most} bytes"),
            )
            .with_status(status)
            .with_help("return less from the script, or raise the client's `max_response_size`"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status,
        body: body.into(),
        retry_after,
    })
}
