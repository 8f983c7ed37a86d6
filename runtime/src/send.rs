//! Sends one call: permit, token, request, and again where that is safe.

use std::{future::Future, time::Duration, time::SystemTime};

use bytes::Bytes;
use reqwest::{Response, Url, header};
use tokio::time::{Instant, timeout_at};
use tracing::{Instrument, Span, field};

use crate::{
    authorize,
    credentials::{AccessToken, TokenRequest},
    deployment_id,
    error::{Error, ErrorKind, Executed},
    http_client::{HttpFault, Post, Sent},
    options::CallOptions,
    retry::Failed,
    settings::Settings,
    target::Target,
};

/// Google advises to refresh a token that lives no longer than a script may run.
const MIN_TOKEN_LIFETIME: Duration = Duration::from_secs(360);

/// What came back: the status, the whole body, and when the service wants the next try.
struct Answer {
    status: u16,
    body: Bytes,
    retry_after: Option<Duration>,
}

/// One call on its way.
struct Sending<'a> {
    settings: &'a Settings,
    url: Url,
    body: Bytes,
    options: &'a CallOptions,
    deadline: Instant,
    tries: u32,
    /// Whether the function may have run in a try that was repeated.
    may_have_run: bool,
}

/// Reads an answer: its status and its whole body.
///
/// A pointer rather than a bound on `T`, so that the type of a method's future asks nothing of its return type,
/// and what that type lacks is reported once.
pub(crate) type Decode<T> = fn(u16, &[u8]) -> Result<T, Error>;

/// Sends until there is a value, or an error that no further try may mend.
pub(crate) async fn send<T>(
    settings: &Settings,
    target: &Target,
    body: Vec<u8>,
    options: &CallOptions,
    decode: Decode<T>,
) -> Result<T, Error> {
    let timeout = options.timeout.unwrap_or(settings.timeout);
    let mut sending = Sending {
        settings,
        url: url(&settings.base_url, target)?,
        body: body.into(),
        options,
        deadline: Instant::now() + timeout,
        tries: 0,
        may_have_run: false,
    };
    let span = tracing::info_span!(
        "apps_script.call",
        otel.kind = "client",
        rpc.system = "apps_script",
        rpc.service = %target.id,
        rpc.method = %target.function,
        http.request.method = "POST",
        server.address = settings.base_url.host_str(),
        http.response.status_code = field::Empty,
        http.request.resend_count = field::Empty,
        error.type = field::Empty,
    );
    let sent = sending.run(timeout, decode).instrument(span.clone()).await;
    span.record("http.request.resend_count", sending.tries.saturating_sub(1));
    sent.map_err(|error| {
        span.record("error.type", field::debug(error.kind()));
        let error = if sending.may_have_run {
            error.after_a_try_that_may_have_run()
        } else {
            error
        };
        error.with_target(target).with_tries(sending.tries)
    })
}

fn url(base: &Url, target: &Target) -> Result<Url, Error> {
    let id = deployment_id::check(&target.id).map_err(|error| error.with_target(target))?;
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty()
            .extend(["v1", "scripts", &format!("{id}:run")]);
    }
    Ok(url)
}

impl Sending<'_> {
    async fn run<T>(&mut self, timeout: Duration, decode: Decode<T>) -> Result<T, Error> {
        let permit = timeout_at(self.deadline, self.settings.permits.acquire());
        let _permit = permit
            .await
            .map_err(|_| too_late(timeout, Executed::No))?
            .map_err(|_| closed())?;
        let mut token = self.token(None, timeout).await?;
        let mut refreshed = false;
        loop {
            self.tries += 1;
            let answer = self
                .within(timeout, Executed::Unknown, self.attempt(&token))
                .await;
            let retry_after = answer.as_ref().ok().and_then(|answer| answer.retry_after);
            let error = match answer.and_then(|answer| decode(answer.status, &answer.body)) {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            if error.status() == Some(401) && !refreshed {
                refreshed = true;
                let renewed = self.token(Some(&token), timeout).await;
                token = renewed.map_err(|renewal| authorize::refused(&error, renewal))?;
                continue;
            }
            let error = self.with_missing_scopes(error, &token);
            let delay = self.delay_before_next(&error, retry_after);
            self.may_have_run |= delay.is_some() && error.executed() != Executed::No;
            match delay {
                Some(delay) => tokio::time::sleep(delay).await,
                None => return Err(error),
            }
        }
    }

    async fn within<T>(
        &self,
        timeout: Duration,
        executed: Executed,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        timeout_at(self.deadline, work)
            .await
            .unwrap_or_else(|_| Err(too_late(timeout, executed)))
    }

    async fn token(&self, rejected: Option<&AccessToken>, timeout: Duration) -> Result<AccessToken, Error> {
        let source = self.settings.credentials.as_deref().ok_or_else(no_credentials)?;
        let request =
            TokenRequest::new(self.options.scopes, MIN_TOKEN_LIFETIME).with_http(&self.settings.http);
        let request = rejected.map_or(request, |token| request.rejecting(token));
        let repeated = self.settings.retry.repeats();
        let token = authorize::token(source, request, self.deadline, repeated).await?;
        token.ok_or_else(|| too_late(timeout, Executed::No))
    }

    async fn attempt(&self, token: &AccessToken) -> Result<Answer, Error> {
        let post = Post {
            url: self.url.clone(),
            headers: authorize::headers(&self.settings.headers, token)?,
            body: self.body.clone(),
            sent: Sent::default(),
            repeatable: self.options.idempotent,
        };
        let started = Instant::now();
        let response = self.settings.http.post(post).await.map_err(not_answered)?;
        let retry_after = retry_after(response.headers());
        let status = response.status().as_u16();
        Span::current().record("http.response.status_code", status);
        let body = self.read(response).await?;
        tracing::debug!(attempt = self.tries, status, duration = ?started.elapsed(), "answered");
        Ok(Answer {
            status,
            body,
            retry_after,
        })
    }

    async fn read(&self, mut response: Response) -> Result<Bytes, Error> {
        let most = self.settings.max_response_size;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(broken_off)? {
            if body.len() + chunk.len() > most {
                return Err(Error::new(
                    ErrorKind::Decode,
                    Executed::Unknown,
                    format!("the answer is longer than {most} bytes"),
                )
                .with_status(status)
                .with_help("return less from the script, or raise the client's `max_response_size`"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.into())
    }

    /// Where the service does not say which scope is missing, the token may.
    fn with_missing_scopes(&self, error: Error, token: &AccessToken) -> Error {
        let granted = token.scopes().filter(|_| error.kind() == ErrorKind::Denied);
        let Some(granted) = granted else { return error };
        let is_missing = |scope: &&&str| !granted.iter().any(|held| held == *scope);
        let missing: Vec<&str> = self.options.scopes.iter().filter(is_missing).copied().collect();
        if missing.is_empty() {
            return error;
        }
        error.with_help(format!(
            "the token lacks {}: sign in again with every scope of the script",
            missing.join(", ")
        ))
    }

    fn delay_before_next(&self, error: &Error, retry_after: Option<Duration>) -> Option<Duration> {
        let failed = Failed {
            error,
            tries: self.tries,
            idempotent: self.options.idempotent,
            retry_after,
            time_left: self.deadline.saturating_duration_since(Instant::now()),
        };
        self.settings.retry.next_delay(&failed, fastrand::f64())
    }
}

fn too_late(timeout: Duration, executed: Executed) -> Error {
    let message = match executed {
        Executed::No => format!("the call waited longer than {timeout:?} before it could be sent"),
        _ => format!("no answer within {timeout:?}"),
    };
    let help = match executed {
        Executed::No => "raise `timeout` or `max_concurrency`, or make fewer calls at once",
        _ => {
            "the script may still be running: look at its executions before you call again, or raise `timeout`"
        }
    };
    Error::new(ErrorKind::Timeout, executed, message).with_help(help)
}

fn closed() -> Error {
    Error::new(
        ErrorKind::Configuration,
        Executed::No,
        "the client takes no more calls",
    )
}

fn no_credentials() -> Error {
    Error::new(ErrorKind::Auth, Executed::No, "the client has no credentials")
        .with_help("give it some: `Client::builder().credentials(…)`")
}

/// An answer that did not come to its end.
fn broken_off(fault: reqwest::Error) -> Error {
    not_answered(HttpFault::in_answer(fault))
}

fn not_answered(fault: HttpFault) -> Error {
    if fault.of_client().is_none() {
        let executed = if fault.may_have_arrived() {
            Executed::Unknown
        } else {
            Executed::No
        };
        let message = "the request failed in the middleware of the HTTP client";
        return Error::new(ErrorKind::Transport, executed, message).with_source(fault);
    }
    if !fault.may_have_arrived() {
        return Error::new(
            ErrorKind::Transport,
            Executed::No,
            "the service cannot be reached",
        )
        .with_help("check the network, and the client's `base_url`")
        .with_source(fault);
    }
    if fault.of_client().is_some_and(reqwest::Error::is_timeout) {
        return Error::new(
            ErrorKind::Timeout,
            Executed::Unknown,
            "the HTTP client gave up waiting",
        )
        .with_help("let the client that was given to `http` have no timeout of its own below 6 minutes")
        .with_source(fault);
    }
    Error::new(
        ErrorKind::Transport,
        Executed::Unknown,
        "the connection was lost before the answer was complete",
    )
    .with_help("the function may have run: look at the script's executions before you call again")
    .with_source(fault)
}

/// Seconds, or a date.
pub(crate) fn retry_after(headers: &header::HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let date = httpdate::parse_http_date(text).ok()?;
            Some(date.duration_since(SystemTime::now()).unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};

    use super::retry_after;

    #[test]
    fn reads_retry_after_in_both_forms() {
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_str(text).unwrap());
            retry_after(&headers)
        };
        assert_eq!(read("7"), Some(Duration::from_secs(7)));
        assert_eq!(read(" 0 "), Some(Duration::ZERO));
        assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        let in_an_hour = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
        let wait = read(&in_an_hour).unwrap();
        assert!((3590..=3600).contains(&wait.as_secs()), "{wait:?}");
        for text in ["soon", "-1", "1.5", ""] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
