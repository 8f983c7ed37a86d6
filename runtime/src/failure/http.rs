//! Failures that arrive with another HTTP status than 200.

use super::{help, of_script, proxy};
use crate::{
    answer::{Answer, Status},
    error::{Error, ErrorKind, Executed},
    exception::ErrorInfo,
};

/// The error of a call that the service refused, or failed on.
pub(crate) fn of_status(http_status: u16, body: &[u8]) -> Error {
    let text = String::from_utf8_lossy(body);
    let answer = Answer::of_any_value(&text).ok();
    let status = answer.and_then(|answer| answer.status());
    let error = match &status {
        Some(status) if status.execution_error().is_some() => of_script(status),
        Some(status) => refused(http_status, status),
        None => not_of_the_api(http_status, body),
    };
    error.with_status(http_status)
}

fn refused(http_status: u16, status: &Status) -> Error {
    let info = status.error_info();
    let (kind, executed) = kind(http_status);
    let message = match status.message.as_str() {
        "" => format!("the service answered with HTTP status {http_status}"),
        message => message.to_owned(),
    };
    Error::new(kind, executed, message)
        .with_help(help(http_status, &status.message, info.as_ref()))
        .with_info(info)
        .with_retry_after(status.retry_delay())
}

/// Anything between here and the API may answer, mostly in HTML; its text helps nobody.
fn not_of_the_api(http_status: u16, body: &[u8]) -> Error {
    let (kind, executed) = kind(http_status);
    let what = if body.is_empty() {
        "no body"
    } else {
        "a body that is not the API's"
    };
    let message = format!("HTTP status {http_status} with {what}");
    let help = match on_the_way(http_status).or_else(|| proxy::help(http_status, body)) {
        Some(help) => help,
        None if http_status >= 500 => help::TRY_AGAIN,
        None => help::ADDRESS,
    };
    Error::new(kind, executed, message).with_help(help)
}

fn kind(http_status: u16) -> (ErrorKind, Executed) {
    match http_status {
        400 | 407 | 411 | 413 | 414 | 431 | 511 => (ErrorKind::Configuration, Executed::No),
        401 => (ErrorKind::Auth, Executed::No),
        403 => (ErrorKind::Denied, Executed::No),
        404 => (ErrorKind::NotFound, Executed::No),
        429 => (ErrorKind::RateLimited, Executed::No),
        500.. => (ErrorKind::Service, Executed::Unknown),
        _ => (ErrorKind::Transport, Executed::Unknown),
    }
}

fn help(http_status: u16, message: &str, info: Option<&ErrorInfo>) -> &'static str {
    match http_status {
        400 if message.starts_with("Request payload size exceeds") => help::TOO_LARGE,
        400 => help::REQUEST,
        401 => help::TOKEN,
        403 => why_denied(message, info),
        404 => help::DEPLOYMENT_ID,
        429 => help::QUOTA,
        _ => on_the_way(http_status).unwrap_or(match http_status {
            500.. => help::TRY_AGAIN,
            _ => help::UNKNOWN_STATUS,
        }),
    }
}

/// What to do about a status by which something refuses to pass a request on, whoever says it.
fn on_the_way(http_status: u16) -> Option<&'static str> {
    match http_status {
        407 => Some(help::PROXY_SIGN_IN),
        413 => Some(help::TOO_LARGE),
        511 => Some(help::NETWORK_SIGN_IN),
        _ => None,
    }
}

/// The reason tells where there is one; else the text of the status, which the front end does not translate.
fn why_denied(message: &str, info: Option<&ErrorInfo>) -> &'static str {
    match info.map(|info| info.reason.as_str()) {
        Some("SERVICE_DISABLED") => return help::API_OFF,
        Some("ACCESS_TOKEN_SCOPE_INSUFFICIENT") => return help::SCOPES,
        _ => {}
    }
    if message.contains("script.google.com/home/usersettings") {
        help::USER_SETTING_OFF
    } else if message.contains("overview?project=") {
        help::API_OFF
    } else if message.contains("insufficient authentication scopes") {
        help::SCOPES
    } else {
        help::SAME_PROJECT
    }
}
