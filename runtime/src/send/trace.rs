//! What a subscriber of `tracing` sees of a call, in OpenTelemetry's names: a span for the call, a child span for
//! each try, and an event for each wait. Never arguments, results or tokens.

use std::time::Duration;

use reqwest::Url;
use tracing::{Span, field};

use crate::{
    error::{Error, Executed},
    target::Target,
};

pub(super) fn call_span(base_url: &Url, target: &Target) -> Span {
    tracing::info_span!(
        "apps_script.call",
        otel.kind = "client",
        otel.status_code = field::Empty,
        rpc.system = "apps_script",
        rpc.service = %target.id,
        rpc.method = %target.function,
        http.request.method = "POST",
        server.address = base_url.host_str(),
        http.response.status_code = field::Empty,
        http.request.resend_count = field::Empty,
        error.type = field::Empty,
        apps_script.executed = field::Empty,
    )
}

/// A child of the current span.
pub(super) fn try_span(base_url: &Url, resend_count: u32) -> Span {
    tracing::info_span!(
        "apps_script.try",
        otel.kind = "client",
        otel.status_code = field::Empty,
        http.request.method = "POST",
        http.request.resend_count = resend_count,
        server.address = base_url.host_str(),
        server.port = base_url.port_or_known_default(),
        http.response.status_code = field::Empty,
        error.type = field::Empty,
        apps_script.executed = field::Empty,
    )
}

/// Records how a call or a try ended.
pub(super) fn record_outcome<T>(span: &Span, outcome: &Result<T, Error>) {
    let executed = match outcome {
        Ok(_) => {
            span.record("otel.status_code", "OK");
            Executed::Yes
        }
        Err(error) => {
            span.record("otel.status_code", "ERROR");
            span.record("error.type", field::debug(error.kind()));
            error.executed()
        }
    };
    span.record("apps_script.executed", field::debug(executed));
}

/// Notes that the current call is about to wait.
pub(super) fn waits(reason: &str, length: Duration) {
    tracing::info!(reason, ?length, "waits");
}

/// Notes that the current call has waited, unless it was for a moment only.
pub(super) fn waited(reason: &str, length: Duration) {
    if length >= Duration::from_millis(1) {
        tracing::info!(reason, ?length, "waited");
    }
}
