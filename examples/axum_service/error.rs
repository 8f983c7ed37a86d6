//! The one error of the service: what the log has of it, and what the caller gets.

use apps_script::ErrorKind;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use serde_json::json;

#[derive(Debug)]
pub(crate) enum Error {
    /// The script was called, and there is no result.
    Script(apps_script::Error),
    /// There is no order with this number.
    NoSuchOrder(u32),
}

impl From<apps_script::Error> for Error {
    fn from(error: apps_script::Error) -> Self {
        Self::Script(error)
    }
}

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Self::NoSuchOrder(_) => StatusCode::NOT_FOUND,
            Self::Script(error) => match error.kind() {
                ErrorKind::Script => StatusCode::UNPROCESSABLE_ENTITY,
                ErrorKind::RateLimited => StatusCode::SERVICE_UNAVAILABLE,
                ErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
                ErrorKind::Service | ErrorKind::Transport => StatusCode::BAD_GATEWAY,
                // How the script is deployed, signed in to or declared is the operator's business.
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    /// What the caller may know: the script's own words, but nothing of how the service calls it.
    fn message(&self) -> String {
        match self {
            Self::NoSuchOrder(number) => format!("there is no order {number}"),
            Self::Script(error) => error
                .exception()
                .map_or("the orders cannot be read", |thrown| &thrown.message)
                .to_owned(),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = (status, Json(json!({ "error": self.message() }))).into_response();
        if let Self::Script(error) = &self {
            if status.is_server_error() {
                // The alternate form adds what to do.
                tracing::error!("{error:#}");
            } else {
                tracing::info!("{error}");
            }
            if let Some(wait) = error.retry_after() {
                let seconds = HeaderValue::from(wait.as_secs() + 1);
                response.headers_mut().insert(RETRY_AFTER, seconds);
            }
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_get_a_status_that_says_whose_fault_it_is() {
        for (kind, expected) in [
            (ErrorKind::Script, 422),
            (ErrorKind::RateLimited, 503),
            (ErrorKind::Timeout, 504),
            (ErrorKind::Transport, 502),
            (ErrorKind::Denied, 500),
        ] {
            let error = Error::from(apps_script::Error::simulated(kind, "secret"));
            assert!(!error.message().contains("secret"), "{kind:?}");
            assert_eq!(error.into_response().status().as_u16(), expected, "{kind:?}");
        }
    }
}
