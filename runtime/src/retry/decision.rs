//! What follows after a failed try: a pure function.

use std::time::Duration;

use super::{RetryPolicy, backoff, budget::Bucket};
use crate::error::{Error, ErrorKind, Executed};

/// A try that failed, and what surrounds it.
pub(crate) struct Failed<'a> {
    pub(crate) error: &'a Error,
    /// How many tries have failed, this one included.
    pub(crate) failures: u32,
    /// In how many tries the function may have run, this one included.
    pub(crate) runs: u32,
    pub(crate) idempotent: bool,
    pub(crate) time_left: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Try again after this wait.
    Repeat { after: Duration },
    /// The error is the call's outcome.
    End(End),
}

/// Why a call is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The error is not one that a repeat would change, or a repeat might run the function twice.
    Final,
    /// The policy's `max_tries` or `max_runs` is reached.
    Limit,
    /// The retry budget is used up.
    Budget,
    /// The wait would outlast the call's deadline; with the wait that the service asked for, if that alone would.
    Deadline { asked: Option<Duration> },
}

/// What is known about the function after a failed try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    NotStarted,
    MayHaveRun,
    Final,
}

pub(super) fn decide(
    policy: &RetryPolicy,
    failed: &Failed<'_>,
    bucket: &mut Bucket,
    chance: f64,
) -> Decision {
    let class = class(failed.error);
    if class == Class::Final || (class == Class::MayHaveRun && !failed.idempotent) {
        return Decision::End(End::Final);
    }
    let too_many_tries = policy.max_tries.is_some_and(|most| failed.failures >= most);
    let too_many_runs = class == Class::MayHaveRun && failed.runs >= policy.max_runs;
    if too_many_tries || too_many_runs {
        return Decision::End(End::Limit);
    }
    let free = failed.error.kind() == ErrorKind::RateLimited && class == Class::NotStarted;
    let affordable = free || bucket.has_repeat();
    if !affordable && class == Class::MayHaveRun {
        return Decision::End(End::Budget);
    }
    let longest = if affordable {
        backoff::longest(policy, failed.failures)
    } else {
        policy.max_delay
    };
    let asked = failed.error.retry_after().unwrap_or_default();
    let after = backoff::jittered(asked, longest, chance);
    if after >= failed.time_left {
        let asked = Some(asked).filter(|asked| *asked >= failed.time_left && !asked.is_zero());
        return Decision::End(End::Deadline { asked });
    }
    if !free {
        bucket.take_repeat();
    }
    Decision::Repeat { after }
}

fn class(error: &Error) -> Class {
    use ErrorKind::{
        Auth, Configuration, Decode, Denied, Encode, NotFound, RateLimited, Script, Service, Timeout,
        Transport, UnsupportedReturn,
    };
    match (error.kind(), error.executed()) {
        (RateLimited | Service | Transport, Executed::No) => Class::NotStarted,
        (RateLimited | Service | Timeout | Transport, Executed::Unknown) | (Service, Executed::Yes) => {
            Class::MayHaveRun
        }
        // With `No`, a limit of the caller's own has passed: that of the line, or of the call before it was sent.
        (Timeout, Executed::No)
        | (RateLimited | Timeout | Transport, Executed::Yes)
        | (
            Auth | Configuration | Decode | Denied | Encode | NotFound | Script | UnsupportedReturn,
            Executed::No | Executed::Unknown | Executed::Yes,
        ) => Class::Final,
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, time::Duration};

    use super::{Bucket, Decision, End, Failed, RetryPolicy, decide};
    use crate::error::{
        Error,
        ErrorKind::{
            self, Auth, Configuration, Decode, Denied, Encode, NotFound, RateLimited, Script, Service,
            Timeout, Transport, UnsupportedReturn,
        },
        Executed::{self, No, Unknown, Yes},
    };

    /// Every kind is in this chain: a new one does not compile until it is.
    fn next(kind: ErrorKind) -> Option<ErrorKind> {
        Some(match kind {
            Encode => Decode,
            Decode => Script,
            Script => Timeout,
            Timeout => Auth,
            Auth => Denied,
            Denied => NotFound,
            NotFound => RateLimited,
            RateLimited => UnsupportedReturn,
            UnsupportedReturn => Service,
            Service => Transport,
            Transport => Configuration,
            Configuration => return None,
        })
    }

    fn every_case() -> HashSet<(ErrorKind, Executed)> {
        std::iter::successors(Some(Encode), |kind| next(*kind))
            .flat_map(|kind| [No, Unknown, Yes].map(|executed| (kind, executed)))
            .collect()
    }

    /// A first failure with time left, a full bucket and the longest wait of its turn.
    fn failed(error: &Error) -> Failed<'_> {
        Failed {
            error,
            failures: 1,
            runs: u32::from(error.executed() != No),
            idempotent: false,
            time_left: Duration::from_secs(100),
        }
    }

    fn decision(failed: &Failed<'_>) -> Decision {
        decide(&RetryPolicy::default(), failed, &mut Bucket::new(10), 1.0)
    }

    fn is_repeated(failed: &Failed<'_>) -> bool {
        matches!(decision(failed), Decision::Repeat { .. })
    }

    /// Kind, whether the function ran, and whether a plain and an idempotent call are repeated.
    #[rustfmt::skip]
    const TABLE: [(ErrorKind, Executed, bool, bool); 36] = [
        (Encode, No, false, false), (Encode, Unknown, false, false), (Encode, Yes, false, false),
        (Decode, No, false, false), (Decode, Unknown, false, false), (Decode, Yes, false, false),
        (Script, No, false, false), (Script, Unknown, false, false), (Script, Yes, false, false),
        (Timeout, No, false, false), (Timeout, Unknown, false, true), (Timeout, Yes, false, false),
        (Auth, No, false, false), (Auth, Unknown, false, false), (Auth, Yes, false, false),
        (Denied, No, false, false), (Denied, Unknown, false, false), (Denied, Yes, false, false),
        (NotFound, No, false, false), (NotFound, Unknown, false, false), (NotFound, Yes, false, false),
        (RateLimited, No, true, true), (RateLimited, Unknown, false, true), (RateLimited, Yes, false, false),
        (UnsupportedReturn, No, false, false), (UnsupportedReturn, Unknown, false, false), (UnsupportedReturn, Yes, false, false),
        (Service, No, true, true), (Service, Unknown, false, true), (Service, Yes, false, true),
        (Transport, No, true, true), (Transport, Unknown, false, true), (Transport, Yes, false, false),
        (Configuration, No, false, false), (Configuration, Unknown, false, false), (Configuration, Yes, false, false),
    ];

    #[test]
    fn repeats_only_what_is_safe() {
        let covered: HashSet<_> = TABLE
            .iter()
            .map(|(kind, executed, ..)| (*kind, *executed))
            .collect();
        assert_eq!(covered, every_case(), "the table has every case");
        for (kind, executed, plain, idempotent) in TABLE {
            let error = Error::new(kind, executed, "");
            let mut failed = failed(&error);
            assert_eq!(is_repeated(&failed), plain, "{kind:?} {executed:?}");
            failed.idempotent = true;
            assert_eq!(
                is_repeated(&failed),
                idempotent,
                "{kind:?} {executed:?}, idempotent"
            );
        }
    }

    #[test]
    fn a_call_that_may_have_run_is_repeated_up_to_max_runs() {
        for (kind, executed) in every_case() {
            let error = Error::new(kind, executed, "");
            let mut failed = failed(&error);
            failed.idempotent = true;
            failed.runs = 2;
            let may = is_repeated(&failed);
            assert_eq!(
                may,
                executed == No && [RateLimited, Service, Transport].contains(&kind)
            );
        }
        let error = Error::new(Service, Unknown, "");
        for (max_runs, runs, expected) in [(0, 1, false), (1, 1, false), (3, 2, true), (3, 3, false)] {
            let mut failed = failed(&error);
            failed.idempotent = true;
            failed.runs = runs;
            let policy = RetryPolicy::default().max_runs(max_runs);
            let repeated = matches!(
                decide(&policy, &failed, &mut Bucket::new(1), 0.0),
                Decision::Repeat { .. }
            );
            assert_eq!(repeated, expected, "{runs} of {max_runs}");
        }
    }

    #[test]
    fn a_refusal_is_repeated_until_the_deadline() {
        let error = Error::new(RateLimited, No, "");
        let mut failed = failed(&error);
        for (failures, wait) in [(1, 1), (2, 2), (5, 16), (6, 30), (1000, 30)] {
            failed.failures = failures;
            let after = Duration::from_secs(wait);
            assert_eq!(
                decision(&failed),
                Decision::Repeat { after },
                "{failures} failures"
            );
        }
        failed.time_left = Duration::from_secs(30);
        assert_eq!(decision(&failed), Decision::End(End::Deadline { asked: None }));
    }

    #[test]
    fn the_limit_of_tries_ends_every_call() {
        let policy = RetryPolicy::default().max_tries(3);
        let error = Error::new(Transport, No, "");
        let mut failed = failed(&error);
        failed.failures = 2;
        let after = Duration::from_secs(2);
        assert_eq!(
            decide(&policy, &failed, &mut Bucket::new(1), 1.0),
            Decision::Repeat { after }
        );
        failed.failures = 3;
        let end = Decision::End(End::Limit);
        assert_eq!(decide(&policy, &failed, &mut Bucket::new(1), 1.0), end);
        failed.failures = 1;
        assert_eq!(
            decide(&RetryPolicy::none(), &failed, &mut Bucket::new(1), 1.0),
            end
        );
    }

    #[test]
    fn the_services_own_wait_is_a_lower_bound() {
        let seconds = Duration::from_secs;
        for (asked, time_left, expected) in [
            (0, 100, Decision::Repeat { after: seconds(1) }),
            (40, 100, Decision::Repeat { after: seconds(41) }),
            (40, 41, Decision::End(End::Deadline { asked: None })),
            (
                40,
                40,
                Decision::End(End::Deadline {
                    asked: Some(seconds(40)),
                }),
            ),
            (
                u64::MAX,
                100,
                Decision::End(End::Deadline {
                    asked: Some(seconds(u64::MAX)),
                }),
            ),
        ] {
            let error = Error::new(RateLimited, No, "").with_retry_after(Some(seconds(asked)));
            let mut failed = failed(&error);
            failed.time_left = seconds(time_left);
            assert_eq!(decision(&failed), expected, "{asked} of {time_left}");
        }
    }

    #[test]
    fn an_empty_budget_ends_what_may_have_run_and_slows_down_the_rest() {
        let mut empty = Bucket::new(0);
        for (kind, executed, expected) in [
            (Service, Unknown, Decision::End(End::Budget)),
            (
                Transport,
                No,
                Decision::Repeat {
                    after: Duration::from_secs(30),
                },
            ),
            (
                RateLimited,
                No,
                Decision::Repeat {
                    after: Duration::from_secs(1),
                },
            ),
        ] {
            let error = Error::new(kind, executed, "");
            let mut failed = failed(&error);
            failed.idempotent = true;
            assert_eq!(
                decide(&RetryPolicy::default(), &failed, &mut empty, 1.0),
                expected,
                "{kind:?}"
            );
        }
    }

    #[test]
    fn only_repeats_after_faults_take_from_the_budget() {
        for (kind, executed, idempotent, time_left, left) in [
            (RateLimited, No, false, 100, 1),
            (Transport, No, false, 100, 0),
            (Service, Unknown, true, 100, 0),
            (RateLimited, Unknown, true, 100, 0),
            (Service, Unknown, false, 100, 1),
            (Transport, No, false, 1, 1),
        ] {
            let mut bucket = Bucket::new(1);
            let error = Error::new(kind, executed, "");
            let mut failed = failed(&error);
            failed.idempotent = idempotent;
            failed.time_left = Duration::from_secs(time_left);
            decide(&RetryPolicy::default(), &failed, &mut bucket, 1.0);
            assert_eq!(bucket.repeats(), Some(left), "{kind:?} {executed:?}");
        }
    }
}
