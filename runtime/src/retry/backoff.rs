//! How long to wait between two tries.

use std::time::Duration;

use super::RetryPolicy;

/// No wait is shorter, so that a policy without waits does not keep a thread and the service busy until the deadline.
const SHORTEST: Duration = Duration::from_millis(1);

/// The longest wait after this many failures, without what the service asks for.
pub(super) fn longest(policy: &RetryPolicy, failures: u32) -> Duration {
    let doublings = failures.saturating_sub(1).min(31);
    policy
        .first_delay
        .saturating_mul(1 << doublings)
        .min(policy.max_delay)
}

/// The wait that the service asked for, and on top of it a share of `longest`, so that callers that were all
/// asked for the same wait do not come back in the same instant.
pub(super) fn jittered(asked: Duration, longest: Duration, chance: f64) -> Duration {
    // Infallible in every range, unlike `Duration::mul_f64`.
    let share = Duration::try_from_secs_f64(longest.as_secs_f64() * chance.clamp(0.0, 1.0));
    let jitter = share.unwrap_or(longest).min(longest);
    asked.saturating_add(jitter).max(SHORTEST)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{RetryPolicy, SHORTEST, jittered, longest};

    const MAX: Duration = Duration::MAX;
    const ZERO: Duration = Duration::ZERO;

    fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    #[test]
    fn the_longest_wait_doubles_up_to_the_limit() {
        let policy = RetryPolicy::default();
        let waits: Vec<u64> = (0..=8)
            .map(|failures| longest(&policy, failures).as_secs())
            .collect();
        assert_eq!(waits, [1, 1, 2, 4, 8, 16, 30, 30, 30]);
    }

    #[test]
    fn no_policy_overflows() {
        for (first_delay, max_delay, failures, expected) in [
            (MAX, MAX, u32::MAX, MAX),
            (MAX, seconds(3), 1, seconds(3)),
            (seconds(9), ZERO, 5, ZERO),
            (ZERO, MAX, u32::MAX, ZERO),
            (seconds(1), MAX, u32::MAX, seconds(1 << 31)),
        ] {
            let policy = RetryPolicy::default()
                .first_delay(first_delay)
                .max_delay(max_delay);
            assert_eq!(
                longest(&policy, failures),
                expected,
                "{first_delay:?} {max_delay:?}"
            );
        }
        for chance in [0.0, 0.5, 1.0, -1.0, f64::NAN, f64::INFINITY] {
            for asked in [ZERO, seconds(1), MAX] {
                for longest in [ZERO, seconds(1), MAX] {
                    let wait = jittered(asked, longest, chance);
                    assert!(
                        asked <= wait && wait <= asked.saturating_add(longest).max(SHORTEST),
                        "{asked:?} {longest:?} {chance}"
                    );
                }
            }
        }
    }

    #[test]
    fn callers_that_were_asked_for_the_same_wait_are_spread() {
        let waits: Vec<Duration> = (0..30)
            .map(|caller| jittered(ZERO, seconds(1), f64::from(caller) / 30.0))
            .collect();
        for pair in waits.windows(2) {
            assert!(pair[1] - pair[0] > Duration::from_millis(30), "{waits:?}");
        }
        assert_eq!(
            jittered(seconds(7), seconds(2), 0.25),
            Duration::from_millis(7500)
        );
    }
}
