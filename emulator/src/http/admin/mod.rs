//! What steers the emulator from outside, for tests that are not written in Rust.
//!
//! - `GET /_emulator/executions`: what ran and what runs.
//! - `GET`, `POST`, `DELETE /_emulator/faults`: the faults that are to come. `POST` takes one as JSON:
//!   `{ "fault": "status", "status": 503, "function": "adjust", "times": 2, "delayMs": 100, "retryAfter": 7 }`.
//!   All but `fault` may be left out where that fault does not need it; `times` is 1 then, and `null` is always.
//!   The faults are `status`, `htmlPage` (both with a `status`), `latency`, `droppedBeforeRun`,
//!   `droppedAfterRun`, `truncatedBody`, `malformedChunking`, `stillRunning`, `scriptError` (with a `message`),
//!   `legacyException` (with a `class` and a `message`) and `serviceException` (with a `member` such as
//!   `UrlFetchApp.fetch`, and a `message`).
//! - `POST /_emulator/reset`: what scripts have left behind is again as it was at the start, and executions and faults
//!   are forgotten. Deployments, sign-ins and the clock stay.
//! - `GET`, `PUT`, `POST`, `DELETE /_emulator/clock`: see `clock.rs`.
//! - `GET`, `PUT /_emulator/spreadsheets/{name}`: see `spreadsheets.rs`.
//!
//! What has unknown keys or impossible values is refused with 422 and a sentence that says why.

mod clock;
mod refused;
mod spreadsheets;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{ConnectInfo, Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use self::refused::Refused;
use super::{
    connection::Peer,
    origin::{is_this_machine, requested_name},
};
use crate::{
    backend::Backend,
    state::{executions::Execution, faults::FaultAsJson},
};

pub(crate) fn router(backend: Arc<Backend>) -> Router {
    Router::new()
        .route("/_emulator/executions", get(executions))
        .route(
            "/_emulator/faults",
            get(faults).post(add_fault).delete(clear_faults),
        )
        .route("/_emulator/reset", post(reset))
        .route(
            "/_emulator/clock",
            get(clock::show)
                .put(clock::set)
                .post(clock::advance)
                .delete(clock::follow_machine),
        )
        .route("/_emulator/spreadsheets", get(spreadsheets::list))
        .route(
            "/_emulator/spreadsheets/{name}",
            get(spreadsheets::show).put(spreadsheets::put),
        )
        .route_layer(middleware::from_fn_with_state(Arc::clone(&backend), guard))
        .with_state(backend)
}

/// Lets in who calls from this machine, or with the emulator's own token. A page of another site calls from this
/// machine too, but under a name that leads here, and not by an address.
async fn guard(
    State(backend): State<Arc<Backend>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let given = request.headers().get(header::AUTHORIZATION);
    let has_token =
        given.is_some_and(|given| given.as_bytes() == format!("Bearer {}", backend.token).as_bytes());
    let by_address =
        requested_name(request.uri(), request.headers()).is_some_and(|name| is_this_machine(&name));
    if (peer.address.ip().is_loopback() && by_address) || has_token {
        return next.run(request).await;
    }
    let message = "only this machine, or the emulator's own token: send `authorization: Bearer TOKEN`";
    (StatusCode::FORBIDDEN, Json(json!({ "error": message }))).into_response()
}

async fn reset(State(backend): State<Arc<Backend>>) -> Result<StatusCode, Refused> {
    let reset = backend.reset();
    reset.map_err(|fault| {
        Refused(
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("the state file cannot be written: {fault}"),
        )
    })?;
    Ok(StatusCode::NO_CONTENT)
}

async fn executions(State(backend): State<Arc<Backend>>) -> Json<Vec<Execution>> {
    Json(backend.executions.all())
}

async fn faults(State(backend): State<Arc<Backend>>) -> Json<Vec<FaultAsJson>> {
    Json(backend.faults.all().into_iter().map(FaultAsJson).collect())
}

async fn add_fault(
    State(backend): State<Arc<Backend>>,
    Json(FaultAsJson(fault)): Json<FaultAsJson>,
) -> (StatusCode, Json<Value>) {
    backend.faults.add(fault);
    (StatusCode::CREATED, Json(json!({})))
}

async fn clear_faults(State(backend): State<Arc<Backend>>) -> StatusCode {
    backend.faults.clear();
    StatusCode::NO_CONTENT
}
