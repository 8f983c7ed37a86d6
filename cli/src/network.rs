//! Requests that the program sends itself, beside those of calls and sign-ins.

use std::{net::IpAddr, time::Duration};

use reqwest::{Client, RequestBuilder, StatusCode, Url, redirect};
use serde::de::DeserializeOwned;

use crate::connection::USER_AGENT;

/// For one request, which is answered in less than a second.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What a request ended with, if not with what was asked for.
#[derive(Debug)]
pub(crate) enum NoAnswer {
    /// The server refuses, in words of its own if it has any.
    Refused(StatusCode, String),
    /// There was no answer, or one that nobody expects.
    Failed(String),
}

/// An HTTP client for this URL: its requests carry a token, so it follows no redirects, and no proxy sees what is meant
/// for this machine.
pub(crate) fn client(url: &Url) -> Result<Client, NoAnswer> {
    let builder = Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(TIMEOUT)
        .user_agent(USER_AGENT);
    let builder = if is_loopback(url) {
        builder.no_proxy()
    } else {
        builder
    };
    builder
        .build()
        .map_err(|fault| NoAnswer::Failed(fault.to_string()))
}

/// Sends a request, and reads the JSON of its answer.
pub(crate) async fn json<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, NoAnswer> {
    let lost = |fault: reqwest::Error| NoAnswer::Failed(innermost(&fault.without_url()));
    let response = request.send().await.map_err(lost)?;
    let status = response.status();
    let body = response.bytes().await.map_err(lost)?;
    if !status.is_success() {
        return Err(NoAnswer::Refused(status, message(&body)));
    }
    serde_json::from_slice(&body)
        .map_err(|fault| NoAnswer::Failed(format!("the answer is not understood: {fault}")))
}

/// The cause that says most: what the others say is only that a request failed.
fn innermost(fault: &dyn std::error::Error) -> String {
    let mut innermost = fault;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

/// The words of a refusal: those of the API, or those of OAuth.
fn message(body: &[u8]) -> String {
    let json: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let words = [
        json.pointer("/error/message"),
        json.pointer("/error_description"),
        json.pointer("/error"),
    ];
    let words = words.into_iter().flatten().find_map(serde_json::Value::as_str);
    words.unwrap_or_default().to_owned()
}

/// Whether a URL names this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => {
            let name = host.strip_suffix('.').unwrap_or(host);
            name == "localhost" || name.ends_with(".localhost")
        }
    }
}

impl std::fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(status, message) if message.is_empty() => write!(f, "HTTP {}", status.as_u16()),
            Self::Refused(status, message) => write!(f, "{message} (HTTP {})", status.as_u16()),
            Self::Failed(message) => f.write_str(message),
        }
    }
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::{is_loopback, message};

    #[test]
    fn knows_this_machine() {
        for (url, expected) in [
            ("http://127.0.0.1:8080", true),
            ("http://[::1]", true),
            ("http://[::ffff:127.0.0.1]", true),
            ("https://localhost.", true),
            ("http://api.localhost", true),
            ("http://localhost.example.com", false),
            ("https://script.googleapis.com", false),
            ("http://192.168.0.1", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }

    #[test]
    fn a_refusal_has_words_of_either_kind() {
        for (body, expected) in [
            (r#"{"error":{"code":403,"message":"no"}}"#, "no"),
            (
                r#"{"error":"invalid_token","error_description":"Invalid Value"}"#,
                "Invalid Value",
            ),
            (r#"{"error":"invalid_token"}"#, "invalid_token"),
            ("<html>", ""),
        ] {
            assert_eq!(message(body.as_bytes()), expected, "{body}");
        }
    }
}
