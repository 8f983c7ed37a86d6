//! The description of the API from which generic clients are made.

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::response::JSON;

const DOCUMENT: &str = include_str!("discovery.json");

/// Both addresses at which Google gives it.
pub(super) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/$discovery/rest", get(serve))
        .route("/discovery/v1/apis/script/v1/rest", get(serve))
}

/// The document names the address by which the client has found it.
async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| uri.authority().map(|authority| authority.as_str()))
        .filter(|host| host.chars().all(is_of_host))
        .unwrap_or("127.0.0.1");
    let document = DOCUMENT.replace("{ROOT}", &format!("http://{host}/"));
    let kind = HeaderValue::from_static(JSON);
    ([(header::CONTENT_TYPE, kind)], document).into_response()
}

fn is_of_host(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | ':' | '-' | '[' | ']')
}
