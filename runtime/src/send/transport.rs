//! What a failure on the way says about the function.

use std::time::Duration;

use crate::{
    error::{Error, ErrorKind, Executed},
    failure::connection,
    http_client::HttpFault,
};

const NETWORK: &str = "check the network, a firewall, and the client's `base_url`";
const MAY_HAVE_RUN: &str = "the function may have run: look at the script's executions before you call again";

/// The error of a request that got no answer.
pub(super) fn unanswered(fault: HttpFault) -> Error {
    if fault.of_client().is_none() {
        return failed_in_middleware(fault);
    }
    let error = if !fault.may_have_arrived() {
        Error::new(
            ErrorKind::Transport,
            Executed::No,
            "the service cannot be reached",
        )
        .with_help(connection::help(&fault).unwrap_or(NETWORK))
    } else if fault.of_client().is_some_and(is_refused) {
        Error::new(
            ErrorKind::Transport,
            Executed::No,
            "the server closed the request's HTTP/2 stream before it looked at the request",
        )
        .with_help("the server or a proxy is shutting down or overloaded: call again later")
    } else {
        return interrupted(fault);
    };
    error.with_source(fault)
}

/// The error of an answer that did not come to its end. It proves that the service has looked at the request.
pub(super) fn broken_off(fault: reqwest::Error) -> Error {
    interrupted(HttpFault::in_answer(fault))
}

fn interrupted(fault: HttpFault) -> Error {
    let error = if fault.of_client().is_some_and(reqwest::Error::is_timeout) {
        Error::new(
            ErrorKind::Timeout,
            Executed::Unknown,
            "the HTTP client gave up waiting",
        )
        .with_help("let the client that was given to `http` have no timeout of its own below 6 minutes")
    } else {
        Error::new(
            ErrorKind::Transport,
            Executed::Unknown,
            "the connection was lost before the answer was complete",
        )
        .with_help(MAY_HAVE_RUN)
    };
    error.with_source(fault)
}

fn failed_in_middleware(fault: HttpFault) -> Error {
    let (executed, help) = if fault.may_have_arrived() {
        (Executed::Unknown, MAY_HAVE_RUN)
    } else {
        (Executed::No, connection::help(&fault).unwrap_or(NETWORK))
    };
    let message = "the request failed in the middleware of the HTTP client";
    Error::new(ErrorKind::Transport, executed, message)
        .with_help(help)
        .with_source(fault)
}

/// The error of a request whose call ran out of time. `sent` is whether the server may have got it.
pub(super) fn too_late(timeout: Duration, sent: bool) -> Error {
    if sent {
        Error::new(
            ErrorKind::Timeout,
            Executed::Unknown,
            format!("no answer within {timeout:?}"),
        )
        .with_help(
            "the script may still be running: look at its executions before you call again, or raise `timeout`",
        )
    } else {
        Error::new(
            ErrorKind::Timeout,
            Executed::No,
            format!("the request could not be sent within {timeout:?}"),
        )
        .with_help("check the network, and the client's `base_url`, or raise `timeout`")
    }
}

/// Whether an HTTP/2 server says that it has not looked at the request: `REFUSED_STREAM`, or a `GOAWAY` below the
/// request's stream (RFC 9113, sections 8.7 and 6.8). `h2` reports a `GOAWAY` of the server only to streams above
/// the last one that the server names.
#[cfg(feature = "http2")]
fn is_refused(fault: &reqwest::Error) -> bool {
    let first: &(dyn std::error::Error + 'static) = fault;
    std::iter::successors(Some(first), |cause| cause.source())
        .filter_map(|cause| cause.downcast_ref::<h2::Error>())
        .any(|error| {
            let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
            error.is_remote() && (refused || error.is_go_away())
        })
}

#[cfg(not(feature = "http2"))]
fn is_refused(_: &reqwest::Error) -> bool {
    false
}
