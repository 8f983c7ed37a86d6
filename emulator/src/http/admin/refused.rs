use std::fmt;

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why a request is not carried out.
pub(super) struct Refused(pub(super) StatusCode, pub(super) String);

impl Refused {
    /// What was sent cannot be what was meant.
    pub(super) fn because(message: impl fmt::Display) -> Self {
        Self(StatusCode::UNPROCESSABLE_ENTITY, message.to_string())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}
