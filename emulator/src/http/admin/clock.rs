//! The clock that scripts see, for tests in any language.
//!
//! - `GET` says what it shows: `{ "now": "2026-01-01T00:00:00Z" }`.
//! - `PUT` takes the same and sets it.
//! - `POST` takes `{ "advanceSeconds": 3600 }` and sets it forward.
//! - `DELETE` lets it follow the time of this machine again.
//!
//! All answer with what it shows then.

use std::{
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};

use axum::{Json, extract::State};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::refused::Refused;
use crate::backend::Backend;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Set {
    now: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Advance {
    advance_seconds: f64,
}

pub(super) async fn show(State(backend): State<Arc<Backend>>) -> Json<Value> {
    shown(&backend)
}

pub(super) async fn set(
    State(backend): State<Arc<Backend>>,
    Json(Set { now }): Json<Set>,
) -> Result<Json<Value>, Refused> {
    let moment: Timestamp = now.parse().map_err(|fault| {
        Refused::because(format!(
            "now is {now:?}, and not as 2026-01-01T00:00:00Z: {fault}"
        ))
    })?;
    let since = u64::try_from(moment.as_millisecond())
        .map_err(|_| Refused::because(format!("now is {now:?}: the clock begins with 1970")))?;
    backend.clock.set(UNIX_EPOCH + Duration::from_millis(since));
    Ok(shown(&backend))
}

pub(super) async fn advance(
    State(backend): State<Arc<Backend>>,
    Json(Advance { advance_seconds }): Json<Advance>,
) -> Result<Json<Value>, Refused> {
    let time = Duration::try_from_secs_f64(advance_seconds)
        .map_err(|fault| Refused::because(format!("advanceSeconds is {advance_seconds}: {fault}")))?;
    backend.clock.advance(time);
    Ok(shown(&backend))
}

pub(super) async fn follow_machine(State(backend): State<Arc<Backend>>) -> Json<Value> {
    backend.clock.reset();
    shown(&backend)
}

fn shown(backend: &Backend) -> Json<Value> {
    let now = i64::try_from(backend.clock.milliseconds()).unwrap_or(i64::MAX);
    // The clock goes no further than timestamps do.
    let now = Timestamp::from_millisecond(now).unwrap_or(Timestamp::MAX);
    Json(json!({ "now": now.to_string() }))
}
