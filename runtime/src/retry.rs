//! When a call is repeated.

use std::time::Duration;

use crate::error::{Error, ErrorKind, Executed};

/// How often and how soon a call is repeated.
///
/// A call is repeated only if its function certainly did not start: the connection failed before the request
/// was written, or the service refused it for now. A method that is marked `idempotent` is repeated after a
/// server error and a lost connection, too. All tries share the call's timeout.
///
/// ```
/// use std::time::Duration;
/// use apps_script::retry::RetryPolicy;
///
/// let patient = RetryPolicy::default().max_tries(8).max_delay(Duration::from_secs(60));
/// let never = RetryPolicy::none();
/// # let _ = (patient, never);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_tries: u32,
    first_delay: Duration,
    max_delay: Duration,
}

impl Default for RetryPolicy {
    /// Five tries, with delays of at most 1, 2, 4 and 8 seconds between them.
    fn default() -> Self {
        Self {
            max_tries: 5,
            first_delay: Duration::from_secs(1),
            max_delay: Duration::from_secs(30),
        }
    }
}

impl RetryPolicy {
    /// Never repeats a call, except once after a refused token.
    #[must_use]
    pub fn none() -> Self {
        Self {
            max_tries: 1,
            ..Self::default()
        }
    }

    /// How often a call is sent at the most; 0 counts as 1.
    #[must_use]
    pub fn max_tries(mut self, max_tries: u32) -> Self {
        self.max_tries = max_tries.max(1);
        self
    }

    /// The longest delay before the second try; it doubles with every try.
    #[must_use]
    pub fn first_delay(mut self, first_delay: Duration) -> Self {
        self.first_delay = first_delay;
        self
    }

    /// What the delay grows to at the most. The service's own `Retry-After` may be longer.
    #[must_use]
    pub fn max_delay(mut self, max_delay: Duration) -> Self {
        self.max_delay = max_delay;
        self
    }

    /// Whether a call is repeated at all.
    pub(crate) fn repeats(&self) -> bool {
        self.max_tries > 1
    }

    /// How long to wait before the next try; `None` ends the call with the error.
    ///
    /// `chance` between 0 and 1 spreads the delays of many callers over the whole span.
    pub(crate) fn next_delay(&self, failed: &Failed<'_>, chance: f64) -> Option<Duration> {
        if failed.tries >= self.max_tries || !is_safe(failed.error, failed.idempotent) {
            return None;
        }
        let doubled = self
            .first_delay
            .saturating_mul(1 << failed.tries.saturating_sub(1).min(20));
        let spread = doubled.min(self.max_delay).mul_f64(chance.clamp(0.0, 1.0));
        let delay = failed.retry_after.unwrap_or(spread);
        (delay < failed.time_left).then_some(delay)
    }
}

/// A try that failed, and what surrounds it.
pub(crate) struct Failed<'a> {
    pub(crate) error: &'a Error,
    /// How often the request was sent, this time included.
    pub(crate) tries: u32,
    pub(crate) idempotent: bool,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) time_left: Duration,
}

fn is_safe(error: &Error, idempotent: bool) -> bool {
    match error.kind() {
        ErrorKind::RateLimited | ErrorKind::Transport | ErrorKind::Service | ErrorKind::Timeout => {
            error.executed() == Executed::No || (idempotent && error.kind() != ErrorKind::RateLimited)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Failed, RetryPolicy};
    use crate::error::{
        Error,
        ErrorKind::{
            self, Auth, Decode, Denied, NotFound, RateLimited, Script, Service, Timeout, Transport,
            UnsupportedReturn,
        },
        Executed::{self, No, Unknown, Yes},
    };

    fn delay(kind: ErrorKind, executed: Executed, tries: u32, idempotent: bool) -> Option<Duration> {
        let error = Error::new(kind, executed, "");
        let time_left = Duration::from_secs(100);
        RetryPolicy::default().next_delay(
            &Failed {
                error: &error,
                tries,
                idempotent,
                retry_after: None,
                time_left,
            },
            1.0,
        )
    }

    #[test]
    fn repeats_only_what_is_safe() {
        for (kind, executed, plain, idempotent) in [
            (RateLimited, No, true, true),
            (RateLimited, Yes, false, false),
            (Transport, No, true, true),
            (Transport, Unknown, false, true),
            (Service, Unknown, false, true),
            (Timeout, Unknown, false, true),
            (Script, Yes, false, false),
            (Script, Unknown, false, false),
            (UnsupportedReturn, Yes, false, false),
            (Decode, Yes, false, false),
            (Auth, No, false, false),
            (Denied, No, false, false),
            (NotFound, No, false, false),
        ] {
            assert_eq!(
                delay(kind, executed, 1, false).is_some(),
                plain,
                "{kind:?} {executed:?}"
            );
            assert_eq!(
                delay(kind, executed, 1, true).is_some(),
                idempotent,
                "{kind:?} {executed:?}, idempotent"
            );
        }
    }

    #[test]
    fn waits_longer_each_time_and_stops() {
        let delays: Vec<_> = (1..=5)
            .map(|tries| delay(RateLimited, No, tries, false))
            .collect();
        assert_eq!(
            delays,
            [Some(1), Some(2), Some(4), Some(8), None].map(|seconds| seconds.map(Duration::from_secs))
        );
    }

    #[test]
    fn obeys_the_service_and_the_deadline() {
        let error = Error::new(RateLimited, No, "");
        let failed = |retry_after, time_left| {
            let failed = Failed {
                error: &error,
                tries: 1,
                idempotent: false,
                retry_after,
                time_left,
            };
            RetryPolicy::default().next_delay(&failed, 1.0)
        };
        let seconds = Duration::from_secs;
        assert_eq!(failed(Some(seconds(40)), seconds(100)), Some(seconds(40)));
        assert_eq!(failed(Some(seconds(40)), seconds(40)), None);
        assert_eq!(failed(None, seconds(1)), None);
    }
}
