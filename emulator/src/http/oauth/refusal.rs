use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why there is no token. The error is a text here, where that of the API is an object.
#[derive(Debug)]
pub(super) struct TokenRefusal {
    status: StatusCode,
    error: &'static str,
    description: String,
}

impl TokenRefusal {
    fn new(status: StatusCode, error: &'static str, description: impl Into<String>) -> Self {
        Self {
            status,
            error,
            description: description.into(),
        }
    }

    pub(super) fn invalid_request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    pub(super) fn invalid_grant(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_grant", description)
    }

    pub(super) fn invalid_client(description: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", description)
    }

    pub(super) fn invalid_token() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "invalid_token",
            "Token expired or revoked",
        )
    }

    /// A token that is unknown, or over, to those who only ask what it is.
    pub(super) fn invalid_value() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_token", "Invalid Value")
    }

    /// A token that is unknown or over, or holds too little to say whose it is.
    pub(super) fn invalid_credentials() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_request", "Invalid Credentials")
    }

    pub(super) fn unsupported_grant_type(given: &str) -> Self {
        let description = format!("Invalid grant_type: {given}");
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", description)
    }

    pub(super) fn redirect_uri_mismatch() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "redirect_uri_mismatch", "Bad Request")
    }
}

impl IntoResponse for TokenRefusal {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        (self.status, Json(body)).into_response()
    }
}
