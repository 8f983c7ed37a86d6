//! When a call is repeated.
//!
//! Google's endpoint has no idempotency key, so a repeated request is a second run. What is known about a try
//! decides:
//!
//! | what happened to the try | [`executed()`](crate::Error::executed) | repeated |
//! |---|---|---|
//! | The function certainly did not start: no connection, HTTP/2 `REFUSED_STREAM` or a `GOAWAY` below the stream, HTTP 429, a refusal at the start of an execution | `No` | until the deadline |
//! | The token was refused (HTTP 401) | `No` | once, with a new token |
//! | The function may have run: the connection broke, HTTP 5xx, no answer in time | `Unknown` | only `idempotent` methods, up to [`max_runs`](RetryPolicy::max_runs) |
//! | A service of Google failed inside of the script | `Yes` | only `idempotent` methods, up to [`max_runs`](RetryPolicy::max_runs) |
//! | The script threw, used up its 6 minutes, or returned what cannot be read | `Yes` | never |
//! | Anything else, such as a wrong ID or a missing scope | `No` | never |
//!
//! Waits grow exponentially and have full jitter. `Retry-After` and `google.rpc.RetryInfo` are lower bounds to
//! which the jitter is added; if the service asks for a longer wait than the call has time left, the call ends at
//! once with the error. A [`RetryBudget`] keeps repeats from making an outage worse.
//!
//! # The remaining risk
//!
//! Two of the refusals, "too many executions at once" and "too many executions in a short time", come inside of a
//! success (HTTP 200), in the form in which a script's exceptions come, and only their text tells them apart. A
//! text counts only if it is, to the last character, one of these, and comes without a stack and without a class:
//!
//! - `Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.`
//! - `Script invoked too many times per second for this Google user account.`
//! - `There are too many scripts running simultaneously for this Google user account.`
//!
//! So one mistake is possible: a script that does some work and then throws exactly one of these sentences as a
//! bare text (`throw "There are…"`, not `throw new Error("There are…")`, which has a class and a stack) is taken
//! for one that did not start, and runs again, even if its method is not `idempotent`. Where a script might do
//! that, such as one that passes on the texts of other scripts' failures, switch the rule off:
//!
//! ```
//! use apps_script::retry::RetryPolicy;
//!
//! let careful = RetryPolicy::default().recognize_refusals(false);
//! # let _ = careful;
//! ```
//!
//! The same holds for `Script function not found: …`, which is never repeated, but for which
//! [`executed()`](crate::Error::executed) says `No`.

mod backoff;
mod budget;
mod decision;

use std::time::Duration;

pub use self::budget::RetryBudget;
pub(crate) use self::decision::{Decision, End, Failed};
use crate::error::{Error, Executed};

/// How often and how soon a call is repeated; see the [module](self) for which calls are.
///
/// ```
/// use std::time::Duration;
/// use apps_script::retry::RetryPolicy;
///
/// let impatient = RetryPolicy::default().max_tries(3).max_delay(Duration::from_secs(5));
/// let never = RetryPolicy::none();
/// # let _ = (impatient, never);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_tries: Option<u32>,
    max_runs: u32,
    first_delay: Duration,
    max_delay: Duration,
    recognize_refusals: bool,
}

impl Default for RetryPolicy {
    /// Tries until the call's deadline, runs an idempotent function twice at most, waits up to 1 second before
    /// the second try and up to 30 seconds before later ones, and recognises refusals.
    fn default() -> Self {
        Self {
            max_tries: None,
            max_runs: 2,
            first_delay: Duration::from_secs(1),
            max_delay: Duration::from_secs(30),
            recognize_refusals: true,
        }
    }
}

impl RetryPolicy {
    /// Never repeats a call, except once after a refused token.
    #[must_use]
    pub fn none() -> Self {
        Self::default().max_tries(1)
    }

    /// Ends a call after this many failed tries, even if there is time left; 0 counts as 1. Without a limit, a
    /// call that has certainly not started is tried until its deadline.
    ///
    /// The one try after a refused token does not count. With 1, token requests are not repeated, either.
    #[must_use]
    pub fn max_tries(mut self, max_tries: u32) -> Self {
        self.max_tries = Some(max_tries.max(1));
        self
    }

    /// In how many tries the function of an `idempotent` method may run in all, 2 if not given; 0 counts as 1.
    ///
    /// A proxy that gives up before the script ends would otherwise start run after run of the same function.
    #[must_use]
    pub fn max_runs(mut self, max_runs: u32) -> Self {
        self.max_runs = max_runs.max(1);
        self
    }

    /// The longest wait before the second try, 1 second if not given; it doubles with every failed try.
    #[must_use]
    pub fn first_delay(mut self, first_delay: Duration) -> Self {
        self.first_delay = first_delay;
        self
    }

    /// The longest wait between two tries, 30 seconds if not given. A wait that the service asks for comes on top.
    #[must_use]
    pub fn max_delay(mut self, max_delay: Duration) -> Self {
        self.max_delay = max_delay;
        self
    }

    /// Whether a text that is exactly one of Google's refusals, without a stack and a class, means that the
    /// function did not start; yes if not given. See [the remaining risk](self#the-remaining-risk).
    ///
    /// If not, such an error has [`Executed::Unknown`] and only `idempotent` methods are repeated after it.
    #[must_use]
    pub fn recognize_refusals(mut self, recognize: bool) -> Self {
        self.recognize_refusals = recognize;
        self
    }

    /// Whether a call is repeated at all.
    pub(crate) fn repeats(&self) -> bool {
        self.max_tries != Some(1)
    }

    /// The error as this policy sees it: with refusals switched off, their text proves nothing.
    ///
    /// Only a recognised sentence makes a failure that came in the form of an exception one that has not run.
    pub(crate) fn judge(&self, error: Error) -> Error {
        let by_text = error.executed() == Executed::No && error.exception().is_some();
        if by_text && !self.recognize_refusals {
            error.with_unknown_execution()
        } else {
            error
        }
    }

    /// What follows after a failed try. `chance` between 0 and 1 spreads the waits of many callers.
    pub(crate) fn decide(&self, failed: &Failed<'_>, budget: &RetryBudget, chance: f64) -> Decision {
        budget.with(|bucket| decision::decide(self, failed, bucket, chance))
    }
}
