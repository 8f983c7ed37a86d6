//! The access token of a call: asked of the credentials, and written into the request.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use tokio::time::sleep;

use crate::{
    credentials::{AccessToken, TokenError, TokenRequest, TokenSource},
    deadline::Deadline,
    error::{Error, ErrorKind, Executed},
    http_client::{QUOTA_PROJECT, value_of},
};

const FIRST_DELAY: Duration = Duration::from_millis(250);
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// Asks `source` until it gives a token, and after a transient error until `deadline`, if that is to be `repeated`.
///
/// `None` if the source does not answer before the deadline.
pub(crate) async fn token(
    source: &dyn TokenSource,
    request: TokenRequest<'_>,
    deadline: &Deadline,
    repeated: bool,
) -> Result<Option<AccessToken>, Error> {
    let mut tries = 0;
    let mut last = None;
    loop {
        let Some(answer) = deadline.within(source.token(request)).await else {
            return last.map_or(Ok(None), |fault: TokenError| Err(fault.into()));
        };
        let fault = match answer.and_then(checked) {
            Ok(token) => return Ok(Some(token)),
            Err(fault) => fault,
        };
        tries += 1;
        let delay = delay(&fault, tries, fastrand::f64());
        if !fault.is_transient() || !repeated || delay >= deadline.time_left() {
            return Err(fault.into());
        }
        tracing::debug!(%fault, tries, "no access token yet");
        last = Some(fault);
        sleep(delay).await;
    }
}

fn checked(token: AccessToken) -> Result<AccessToken, TokenError> {
    token.check().map(|()| token)
}

/// What the source asks for, and up to `FIRST_DELAY` more that doubles with each try, so that many callers do not
/// come back at once.
fn delay(fault: &TokenError, tries: u32, chance: f64) -> Duration {
    const LONGEST_ASKED: Duration = Duration::from_secs(3600);
    let doubled = FIRST_DELAY.saturating_mul(1 << tries.saturating_sub(1).min(16));
    let spread = doubled.min(LONGEST_DELAY).mul_f64(chance.clamp(0.0, 1.0));
    fault.retry_after().unwrap_or_default().min(LONGEST_ASKED) + spread
}

/// The headers of a call that this token authorizes.
pub(crate) fn headers(common: &HeaderMap, token: &AccessToken) -> Result<HeaderMap, Error> {
    let mut headers = common.clone();
    headers.insert(AUTHORIZATION, token.header()?);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let stated = headers.contains_key(QUOTA_PROJECT);
    if let Some(project) = token.quota_project().filter(|_| !stated) {
        headers.insert(
            QUOTA_PROJECT,
            value_of("the quota project of the credentials", project)?,
        );
    }
    Ok(headers)
}

/// What a server must not be quoted with: the secrets among the headers of a call.
pub(crate) fn secrets<'a>(common: &'a HeaderMap, token: &'a AccessToken) -> Vec<&'a str> {
    let sensitive = common.values().filter(|value| value.is_sensitive());
    let given = sensitive.filter_map(|value| value.to_str().ok());
    given.chain([token.secret()]).collect()
}

/// The error of a call whose token was refused and could not be renewed: both are reported.
pub(crate) fn refused(unauthorized: &Error, renewal: Error) -> Error {
    let message = format!("{}; {}", unauthorized.message(), renewal.message());
    let mut error = Error::new(unauthorized.kind(), unauthorized.executed(), message)
        .with_info(unauthorized.info().cloned());
    if let Some(status) = unauthorized.status() {
        error = error.with_status(status);
    }
    if let Some(help) = renewal.help().or(unauthorized.help()) {
        error = error.with_help(help);
    }
    match renewal.into_cause() {
        Some(cause) => error.with_source(cause),
        None => error,
    }
}

impl From<TokenError> for Error {
    /// An error of the kind [`ErrorKind::Auth`]: nothing was sent.
    fn from(fault: TokenError) -> Self {
        let error = Self::new(ErrorKind::Auth, Executed::No, format!("no access token: {fault}"));
        let error = match fault.help() {
            Some(help) => error.with_help(help),
            None => error,
        };
        match fault.into_cause() {
            Some(cause) => error.with_source(cause),
            None => error,
        }
    }
}
