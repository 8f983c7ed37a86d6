//! A token and a failure with their ages.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::credentials::{AccessToken, TokenError};

/// How long a failure is remembered that a new request would meet again.
const MEMORY: Duration = Duration::from_secs(60);

const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// More than this is not waited for, whatever the endpoint asks.
const LONGEST_ASKED: Duration = Duration::from_secs(600);

/// A token, and when it ends by the clock that is never set.
///
/// The wall clock counts, too: the other one stands still while the machine sleeps.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) token: AccessToken,
    ends_at: Option<Instant>,
    /// How long it lived when it was new, where that is known.
    lifetime: Option<Duration>,
}

impl Held {
    /// A token of unknown age.
    pub(super) fn found(token: AccessToken) -> Self {
        let left = time_left(&token);
        Self {
            ends_at: left.and_then(|left| Instant::now().checked_add(left)),
            token,
            lifetime: None,
        }
    }

    /// A new token.
    pub(super) fn granted(token: AccessToken) -> Self {
        let lifetime = time_left(&token);
        Self {
            lifetime,
            ..Self::found(token)
        }
    }

    pub(super) fn lives(&self, now: Instant) -> bool {
        self.lives_longer(now, Duration::ZERO)
    }

    /// Whether it lives for `min_lifetime`, or for as long as can be expected: an endpoint whose tokens are short
    /// would otherwise be asked for each call.
    pub(super) fn serves(&self, now: Instant, min_lifetime: Duration) -> bool {
        self.lives_longer(now, self.needed(min_lifetime))
    }

    /// Whether it serves for long enough that no renewal is due.
    pub(super) fn serves_a_while(&self, now: Instant, min_lifetime: Duration) -> bool {
        let needed = self.needed(min_lifetime);
        let ahead = self.lifetime.map_or(Duration::ZERO, |lifetime| lifetime / 20);
        self.lives_longer(now, needed.saturating_add(ahead))
    }

    pub(super) fn outlives(&self, other: &Self) -> bool {
        match (self.ends_at, other.ends_at) {
            (Some(end), Some(other)) => end > other,
            (end, _) => end.is_none(),
        }
    }

    fn needed(&self, min_lifetime: Duration) -> Duration {
        match self.lifetime {
            Some(lifetime) => min_lifetime.min(lifetime / 4 * 3),
            None => min_lifetime,
        }
    }

    fn lives_longer(&self, now: Instant, time: Duration) -> bool {
        let by_wall_clock = time_left(&self.token).is_none_or(|left| left > time);
        let by_own_clock = self
            .ends_at
            .is_none_or(|end| end.saturating_duration_since(now) > time);
        by_wall_clock && by_own_clock
    }
}

/// `None` if the token is not known to end.
fn time_left(token: &AccessToken) -> Option<Duration> {
    let left = token.expires_at()?.duration_since(SystemTime::now());
    Some(left.unwrap_or(Duration::ZERO))
}

/// Why there is no new token, and until when no other is asked for.
pub(super) struct Failure {
    pub(super) error: TokenError,
    until: Instant,
    count: u32,
}

impl Failure {
    /// The failure after those before it.
    pub(super) fn after(last: Option<Self>, error: TokenError) -> Self {
        let count = last.map_or(0, |last| last.count).saturating_add(1);
        let wait = if error.is_transient() {
            let doubled = FIRST_WAIT
                .saturating_mul(1 << (count - 1).min(16))
                .min(LONGEST_WAIT);
            // Other processes wait for the same endpoint.
            let spread = doubled.mul_f64(0.5 + fastrand::f64() / 2.0);
            spread.max(error.retry_after().unwrap_or_default().min(LONGEST_ASKED))
        } else {
            MEMORY
        };
        Self {
            error,
            until: Instant::now() + wait,
            count,
        }
    }

    /// Whether it is too early for another request.
    pub(super) fn holds(&self, now: Instant) -> bool {
        now < self.until
    }

    /// The error; one that may pass says how long to wait from now on.
    pub(super) fn error_at(&self, now: Instant) -> TokenError {
        let error = self.error.clone();
        if error.is_transient() {
            error.with_retry_after(self.until.saturating_duration_since(now))
        } else {
            error
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use tokio::time::Instant;

    use super::{AccessToken, Failure, Held, TokenError};

    const SIX_MINUTES: Duration = Duration::from_secs(360);

    fn lasting(seconds: u64) -> AccessToken {
        // Half a second more than whole ones, so that the time that a test takes does not count.
        let lifetime = Duration::from_secs(seconds) + Duration::from_millis(500);
        AccessToken::new("t").with_expiry(SystemTime::now() + lifetime)
    }

    #[test]
    fn a_token_serves_while_it_lives_longer_than_a_run_or_than_can_be_expected() {
        for (lifetime, age, serves, serves_a_while) in [
            (3600, 0, true, true),
            (3600, 3050, true, true),
            (3600, 3100, true, false),
            (3600, 3230, true, false),
            (3600, 3250, false, false),
            (3600, 3601, false, false),
            // Shorter than a run from the start.
            (300, 0, true, true),
            (300, 50, true, true),
            (300, 74, true, false),
            (300, 80, false, false),
            (0, 1, false, false),
        ] {
            let held = Held::granted(lasting(lifetime));
            let now = Instant::now() + Duration::from_secs(age);
            assert_eq!(held.serves(now, SIX_MINUTES), serves, "{lifetime} {age}");
            assert_eq!(
                held.serves_a_while(now, SIX_MINUTES),
                serves_a_while,
                "{lifetime} {age}"
            );
            assert_eq!(held.lives(now), age <= lifetime, "{lifetime} {age}");
        }
    }

    #[test]
    fn a_token_from_a_file_must_last_for_a_run() {
        let now = Instant::now();
        assert!(Held::found(lasting(361)).serves(now, SIX_MINUTES));
        assert!(!Held::found(lasting(359)).serves(now, SIX_MINUTES));
        assert!(!Held::found(lasting(359)).serves(now, Duration::MAX));
        assert!(Held::found(AccessToken::new("t")).serves(now, Duration::MAX));
    }

    #[test]
    fn the_wall_clock_counts_too() {
        let over = AccessToken::new("t").with_expiry(SystemTime::UNIX_EPOCH);
        assert!(!Held::granted(over).lives(Instant::now()));
    }

    #[test]
    fn waits_longer_after_each_failure_and_as_long_as_asked() {
        let now = Instant::now();
        let mut last = None;
        for most in [250, 500, 1000, 2000, 4000, 5000, 5000] {
            let failure = Failure::after(last, TokenError::new("busy").transient());
            let wait = failure.error_at(now).retry_after().unwrap();
            let range = Duration::from_millis(most / 2)..=Duration::from_millis(most + 500);
            assert!(range.contains(&wait), "{wait:?} {range:?}");
            last = Some(failure);
        }
        let asked = TokenError::new("busy").with_retry_after(Duration::from_secs(100));
        let failure = Failure::after(None, asked);
        assert!(failure.holds(now + Duration::from_secs(99)));
        let endless = TokenError::new("busy").with_retry_after(Duration::MAX);
        let failure = Failure::after(None, endless);
        assert!(
            failure.holds(now + Duration::from_secs(599)) && !failure.holds(now + Duration::from_secs(601))
        );
    }

    #[test]
    fn remembers_a_refusal_for_a_minute() {
        let failure = Failure::after(None, TokenError::new("invalid_grant"));
        let now = Instant::now();
        assert!(failure.holds(now + Duration::from_secs(59)));
        assert!(!failure.holds(now + Duration::from_secs(61)));
    }
}
