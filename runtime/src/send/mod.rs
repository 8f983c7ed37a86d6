//! Sends one call: token, permit, request, and again where that is safe.

mod line;
mod request;
#[cfg(test)]
mod tests;
mod token;
mod tokio_context;
mod trace;
mod transport;

use std::time::Duration;

use bytes::Bytes;
use reqwest::Url;
use tokio::{sync::SemaphorePermit, time::Instant};
use tracing::Instrument;

pub(crate) use self::tokio_context::CheckedRuntime;
use self::{line::Line, token::Refused};
use crate::{
    authorize,
    credentials::AccessToken,
    deadline::Deadline,
    deployment_id,
    error::{Error, Executed},
    http_client::{Post, Sent},
    options::CallOptions,
    retry::{Decision, End, Failed, RetryPolicy},
    settings::Settings,
    target::Target,
};

/// One call on its way.
struct Sending<'a> {
    settings: &'a Settings,
    url: Url,
    body: Bytes,
    options: &'a CallOptions,
    policy: RetryPolicy,
    deadline: Deadline,
    line: Line<'a>,
    /// How many requests were sent.
    tries: u32,
    /// The HTTP status of the last try.
    last_status: Option<u16>,
    /// How many tries failed, without the one after which the token was renewed.
    failures: u32,
    /// In how many tries the function may have run.
    runs: u32,
    /// The token that the service refused. It is renewed once.
    refused: Option<Refused>,
}

/// Reads an answer: its status and its whole body.
///
/// A pointer rather than a bound on `T`, so that the type of a method's future asks nothing of its return type,
/// and what that type lacks is reported once.
pub(crate) type Decode<T> = fn(u16, &[u8]) -> Result<T, Error>;

/// Sends until there is a value, or an error that must not be retried.
pub(crate) async fn send<T>(
    settings: &Settings,
    target: &Target,
    body: Vec<u8>,
    options: &CallOptions,
    decode: Decode<T>,
) -> Result<T, Error> {
    settings
        .runtime
        .check()
        .map_err(|error| error.with_target(target))?;
    let mut sending = Sending {
        settings,
        url: url(&settings.base_url, target)?,
        body: body.into(),
        options,
        policy: options.policy(&settings.retry),
        deadline: Deadline::after(options.timeout.unwrap_or(settings.timeout)),
        line: Line::new(
            &settings.permits,
            options.queue_timeout.or(settings.queue_timeout),
        ),
        tries: 0,
        last_status: None,
        failures: 0,
        runs: 0,
        refused: None,
    };
    let span = trace::call_span(&settings.base_url, target);
    let sent = sending.run(decode).instrument(span.clone()).await;
    let sent = sent.map_err(|error| error.with_target(target).with_tries(sending.tries));
    span.record("http.request.resend_count", sending.tries.saturating_sub(1));
    span.record("http.response.status_code", sending.last_status);
    trace::record_outcome(&span, &sent);
    sent
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

/// A try without a value.
struct TryFailed {
    error: Error,
    /// The token, if the service refused it.
    refused: Option<AccessToken>,
}

impl From<Error> for TryFailed {
    fn from(error: Error) -> Self {
        Self { error, refused: None }
    }
}

impl<'a> Sending<'a> {
    async fn run<T>(&mut self, decode: Decode<T>) -> Result<T, Error> {
        loop {
            let TryFailed { error, refused } = match self.try_once(decode).await {
                Ok(value) => {
                    self.settings.budget.reward();
                    return Ok(value);
                }
                Err(failed) => failed,
            };
            if error.executed() == Executed::Yes {
                self.settings.budget.reward();
            }
            match refused {
                Some(token) if self.refused.is_none() => self.refused = Some(Refused { token, error }),
                _ => self.wait_after(error).await?,
            }
        }
    }

    /// One request, with the token and the permit that it needs. The permit is held for as long as the request
    /// lasts, and no longer.
    async fn try_once<T>(&mut self, decode: Decode<T>) -> Result<T, TryFailed> {
        let (token, permit) = self.token_and_permit().await?;
        let post = self.post(&token)?;
        if self.deadline.has_passed() {
            return Err(transport::too_late(self.deadline.timeout, false).into());
        }
        let span = trace::try_span(&self.settings.base_url, self.tries);
        self.tries += 1;
        let exchange = request::exchange(self.settings, post, &self.deadline);
        let answer = exchange.instrument(span.clone()).await;
        drop(permit);
        self.last_status = answer.as_ref().ok().map(|answer| answer.status);
        let outcome = answer.and_then(|answer| {
            decode(answer.status, &answer.body).map_err(|error| error.with_retry_after(answer.retry_after))
        });
        let outcome = outcome.map_err(|error| {
            let error = error.without_secrets(&authorize::secrets(&self.settings.headers, &token));
            let error = token::with_missing_scopes(error, self.options.scopes, &token);
            self.policy.judge(error)
        });
        trace::record_outcome(&span, &outcome);
        outcome.map_err(|error| TryFailed {
            refused: (error.status() == Some(401)).then_some(token),
            error,
        })
    }

    fn post(&self, token: &AccessToken) -> Result<Post, Error> {
        Ok(Post {
            url: self.url.clone(),
            headers: authorize::headers(&self.settings.headers, token)?,
            body: self.body.clone(),
            sent: Sent::default(),
            repeatable: self.options.idempotent,
        })
    }

    /// The token comes first, so that no permit is held while it is renewed. If it grows too old in line, it is
    /// asked for again.
    async fn token_and_permit(&mut self) -> Result<(AccessToken, SemaphorePermit<'a>), Error> {
        let token = self.token().await?;
        let fresh_until = token::fresh_until(&token);
        let permit = self.permit().await?;
        if fresh_until.is_some_and(|end| Instant::now() > end) {
            drop(permit);
            return Ok((self.token().await?, self.permit().await?));
        }
        Ok((token, permit))
    }

    async fn token(&self) -> Result<AccessToken, Error> {
        let started = Instant::now();
        let repeated = self.policy.repeats();
        let token = token::request(
            self.settings,
            self.options.scopes,
            self.refused.as_ref(),
            &self.deadline,
            repeated,
        );
        let token = token.await;
        trace::waited("token", started.elapsed());
        token
    }

    /// Waits in line. That time is not the call's own.
    async fn permit(&mut self) -> Result<SemaphorePermit<'a>, Error> {
        let (permit, waited) = self.line.permit().await;
        trace::waited("permit", waited);
        self.deadline.postpone(waited);
        permit
    }

    /// Waits until the next try, or ends the call with the error.
    async fn wait_after(&mut self, error: Error) -> Result<(), Error> {
        self.failures += 1;
        let earlier_runs = self.runs;
        self.runs += u32::from(error.executed() != Executed::No);
        let time_left = self.deadline.time_left();
        let failed = Failed {
            error: &error,
            failures: self.failures,
            runs: self.runs,
            idempotent: self.options.idempotent,
            time_left,
        };
        match self
            .policy
            .decide(&failed, &self.settings.budget, fastrand::f64())
        {
            Decision::Repeat { after } => {
                trace::waits(&format!("{:?}", error.kind()), after);
                tokio::time::sleep(after).await;
                Ok(())
            }
            Decision::End(end) => {
                let error = if earlier_runs > 0 {
                    error.with_unknown_execution()
                } else {
                    error
                };
                Err(with_reason(error, end, time_left))
            }
        }
    }
}

/// Says why a call ends that would otherwise have been repeated.
fn with_reason(error: Error, end: End, time_left: Duration) -> Error {
    match end {
        End::Final | End::Limit | End::Deadline { asked: None } => error,
        End::Deadline { asked: Some(asked) } => error.with_remark(&format!(
            "the service asks for a wait of {asked:?}, and the call has {time_left:?} left: call again after that wait"
        )),
        End::Budget => error.with_remark(
            "not repeated, since too many of this client's calls fail: see `RetryBudget`",
        ),
    }
}
