//! Keeps the page to itself: pages of other sites neither read it nor send its forms.

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::http::{
    connection::Peer,
    origin::{is_this_machine, requested_name},
};

/// Nothing but what the emulator itself serves is loaded, and nobody puts the page into a frame.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(super) async fn keep_out_other_sites(
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let name = requested_name(request.uri(), request.headers());
    let refusal = if peer.address.ip().is_loopback() {
        refusal(request.method(), request.headers(), name.as_deref())
    } else {
        Some("the page is for this machine alone\n")
    };
    let mut response = match refusal {
        Some(message) => (StatusCode::FORBIDDEN, message).into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(method: &Method, headers: &HeaderMap, name: Option<&str>) -> Option<&'static str> {
    let Some(name) = name.filter(|name| is_this_machine(name)) else {
        return Some("the page is shown under localhost or an IP address alone\n");
    };
    let is_reading = matches!(*method, Method::GET | Method::HEAD);
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok());
    let is_own = origin.and_then(|origin| origin.strip_prefix("http://")) == Some(name);
    match (is_reading, origin) {
        (true, None) => None,
        _ if is_own => None,
        _ => Some("the page takes no requests from other sites\n"),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, Method, header};

    use super::refusal;

    #[test]
    fn only_the_page_itself_may_ask() {
        let local = Some("127.0.0.1:8080");
        for (method, host, origin, allowed) in [
            (Method::GET, local, None, true),
            (Method::GET, Some("localhost:8080"), None, true),
            (Method::GET, Some("[::1]:8080"), None, true),
            (Method::GET, Some("evil.example.com:8080"), None, false),
            (Method::GET, None, None, false),
            (Method::GET, local, Some("http://evil.example.com"), false),
            (Method::POST, local, Some("http://127.0.0.1:8080"), true),
            (Method::POST, local, Some("http://127.0.0.1:8081"), false),
            (Method::POST, local, Some("http://localhost:8080"), false),
            (Method::POST, local, Some("null"), false),
            (Method::POST, local, None, false),
            (
                Method::POST,
                Some("evil.example.com"),
                Some("http://evil.example.com"),
                false,
            ),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            let is_allowed = refusal(&method, &headers, host).is_none();
            assert_eq!(is_allowed, allowed, "{method} {host:?} {origin:?}");
        }
    }
}
