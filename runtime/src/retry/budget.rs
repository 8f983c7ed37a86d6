//! How many repeats all calls of a client share.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// What one repeat takes out of the bucket, and what one answer puts in.
const COST: u64 = 5;
const REWARD: u64 = 1;

/// How many repeats the calls of a client share, so that repeats do not make an outage worse: a token bucket.
///
/// The bucket is full at first. Each repeat after a failure (a broken connection, HTTP 5xx, a time-out) takes one
/// out; each call that gets an answer puts a fifth of one in, so that in the long run there is at most one repeat
/// for five answers. While the bucket is empty, a call that may have run is not repeated, and one that has
/// certainly not started waits up to [`max_delay`](super::RetryPolicy::max_delay) before each further try.
///
/// Refusals for too many calls (HTTP 429 and the like) take nothing out: they end by waiting, not by sending
/// less.
///
/// Clones share their bucket, so that one budget can serve several clients.
///
/// ```
/// use apps_script::{Client, credentials::FixedToken, retry::RetryBudget};
///
/// # fn main() -> apps_script::Result<()> {
/// let client = Client::builder()
///     .credentials(FixedToken::new("ya29.a0Af"))
///     .retry_budget(RetryBudget::new(20))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RetryBudget(Arc<Mutex<Bucket>>);

impl Default for RetryBudget {
    /// 100 repeats, as the AWS SDKs have them.
    fn default() -> Self {
        Self::new(100)
    }
}

impl RetryBudget {
    /// A budget for at most `repeats` repeats in a row without an answer; 0 repeats no call that may have run.
    #[must_use]
    pub fn new(repeats: u32) -> Self {
        Self(Arc::new(Mutex::new(Bucket::new(repeats))))
    }

    /// A budget that never ends.
    #[must_use]
    pub fn unlimited() -> Self {
        Self(Arc::new(Mutex::new(Bucket::endless())))
    }

    /// Notes that a call got its answer.
    pub(crate) fn reward(&self) {
        self.with(Bucket::reward);
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Bucket) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let repeats = self.with(|bucket| bucket.repeats());
        f.debug_struct("RetryBudget").field("repeats", &repeats).finish()
    }
}

/// The bucket itself, without a lock.
#[derive(Debug)]
pub(super) struct Bucket {
    /// `None` if it never ends.
    tokens: Option<u64>,
    capacity: u64,
}

impl Bucket {
    pub(super) fn new(repeats: u32) -> Self {
        let capacity = u64::from(repeats) * COST;
        Self {
            tokens: Some(capacity),
            capacity,
        }
    }

    fn endless() -> Self {
        Self {
            tokens: None,
            capacity: 0,
        }
    }

    /// How many repeats are left; `None` if it never ends.
    pub(super) fn repeats(&self) -> Option<u64> {
        self.tokens.map(|tokens| tokens / COST)
    }

    pub(super) fn has_repeat(&self) -> bool {
        self.repeats() != Some(0)
    }

    pub(super) fn take_repeat(&mut self) {
        self.tokens = self.tokens.map(|tokens| tokens.saturating_sub(COST));
    }

    fn reward(&mut self) {
        self.tokens = self.tokens.map(|tokens| (tokens + REWARD).min(self.capacity));
    }
}

#[cfg(test)]
mod tests {
    use super::{Bucket, RetryBudget};

    #[test]
    fn five_answers_pay_for_one_repeat() {
        let mut bucket = Bucket::new(2);
        bucket.take_repeat();
        bucket.take_repeat();
        assert!(!bucket.has_repeat());
        bucket.take_repeat();
        for _ in 0..4 {
            bucket.reward();
        }
        assert!(!bucket.has_repeat());
        bucket.reward();
        assert_eq!(bucket.repeats(), Some(1));
    }

    #[test]
    fn a_full_bucket_stays_at_its_capacity() {
        let mut bucket = Bucket::new(3);
        for _ in 0..100 {
            bucket.reward();
        }
        assert_eq!(bucket.repeats(), Some(3));
        assert_eq!(Bucket::new(u32::MAX).repeats(), Some(u64::from(u32::MAX)));
    }

    #[test]
    fn an_endless_bucket_never_ends_and_an_empty_one_never_pays() {
        let mut endless = Bucket::endless();
        let mut empty = Bucket::new(0);
        for _ in 0..1000 {
            endless.take_repeat();
            empty.reward();
        }
        assert!(endless.has_repeat());
        assert!(!empty.has_repeat());
    }

    #[test]
    fn clones_share_their_bucket() {
        let budget = RetryBudget::new(1);
        budget.clone().with(Bucket::take_repeat);
        assert_eq!(format!("{budget:?}"), "RetryBudget { repeats: Some(0) }");
    }
}
