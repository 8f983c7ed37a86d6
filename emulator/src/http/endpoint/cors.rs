//! Lets pages of other sites call the API, as Google's does: a token in a header is all that a call needs, and no page
//! gets one unasked.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Seconds for which a browser keeps the answer to its question.
const MAX_AGE: HeaderValue = HeaderValue::from_static("3600");
const METHODS: HeaderValue = HeaderValue::from_static("DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT");
const VARY: HeaderValue = HeaderValue::from_static("Origin");

/// What a page may read of an answer beside its body and the headers that every page may read.
const EXPOSED: HeaderValue = HeaderValue::from_static("content-encoding,date,retry-after,www-authenticate");

pub(super) async fn allow_other_sites(request: Request, next: Next) -> Response {
    let Some(origin) = request.headers().get(header::ORIGIN).cloned() else {
        return next.run(request).await;
    };
    if let Some(allowed) = preflight(request.method(), request.headers()) {
        let mut response = StatusCode::OK.into_response();
        response.headers_mut().extend(allowed);
        allow(response.headers_mut(), origin);
        return response;
    }
    let mut response = next.run(request).await;
    allow(response.headers_mut(), origin);
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    response
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.append(header::VARY, VARY);
}

/// The answer to a browser that asks first what it may send.
fn preflight(method: &Method, headers: &HeaderMap) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let asks = *method == Method::OPTIONS && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    asks.then(|| {
        let mut allowed = vec![
            (header::ACCESS_CONTROL_ALLOW_METHODS, METHODS),
            (header::ACCESS_CONTROL_MAX_AGE, MAX_AGE),
        ];
        if let Some(names) = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
            allowed.push((header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone()));
        }
        allowed
    })
}
