//! The name under which a caller knows the emulator.

use std::net::IpAddr;

use axum::http::{HeaderMap, Uri, header};

/// HTTP/2 has it in the address of the request.
pub(super) fn requested_name(uri: &Uri, headers: &HeaderMap) -> Option<String> {
    let in_header = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    uri.authority()
        .map(|authority| authority.as_str())
        .or(in_header)
        .map(str::to_owned)
}

/// A name could be made to lead here by anybody who owns it; an address could not.
pub(super) fn is_this_machine(name: &str) -> bool {
    let name = match name.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|letter| letter.is_ascii_digit()) => name,
        _ => name,
    };
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok()
}
