//! The time that a call has, without the time that it spends in line for a permit.

use std::{future::Future, time::Duration};

use tokio::time::{Instant, timeout_at};

/// When a call's time is over.
pub(crate) struct Deadline {
    pub(crate) timeout: Duration,
    /// `None` if it lies beyond what the clock can tell.
    at: Option<Instant>,
}

impl Deadline {
    pub(crate) fn after(timeout: Duration) -> Self {
        Self {
            timeout,
            at: Instant::now().checked_add(timeout),
        }
    }

    pub(crate) fn time_left(&self) -> Duration {
        self.at
            .map_or(Duration::MAX, |at| at.saturating_duration_since(Instant::now()))
    }

    pub(crate) fn has_passed(&self) -> bool {
        self.time_left().is_zero()
    }

    /// Moves the deadline, since that much time was not the call's own.
    pub(crate) fn postpone(&mut self, by: Duration) {
        self.at = self.at.and_then(|at| at.checked_add(by));
    }

    /// The output of `work`, or `None` if the deadline passes before.
    pub(crate) async fn within<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        match self.at {
            Some(at) => timeout_at(at, work).await.ok(),
            None => Some(work.await),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, time::Duration};

    use super::Deadline;

    #[tokio::test(start_paused = true)]
    async fn no_duration_overflows() {
        for timeout in [Duration::MAX, Duration::from_secs(u64::MAX), Duration::MAX / 2] {
            let mut deadline = Deadline::after(timeout);
            deadline.postpone(Duration::MAX);
            assert!(!deadline.has_passed());
            assert_eq!(deadline.within(async { 1 }).await, Some(1));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn time_in_line_is_given_back() {
        let mut deadline = Deadline::after(Duration::from_secs(10));
        tokio::time::advance(Duration::from_secs(8)).await;
        assert_eq!(deadline.time_left(), Duration::from_secs(2));
        deadline.postpone(Duration::from_secs(8));
        assert_eq!(deadline.time_left(), Duration::from_secs(10));
        assert_eq!(deadline.within(pending::<()>()).await, None);
        assert!(deadline.has_passed());
    }
}
