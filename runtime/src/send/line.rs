//! The line in which calls wait for a permit.

use std::time::Duration;

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, timeout},
};

use crate::error::{Error, ErrorKind, Executed};

/// What one call may still spend in line, over all of its tries.
pub(super) struct Line<'a> {
    permits: &'a Semaphore,
    queue_timeout: Option<Duration>,
    spent: Duration,
}

impl<'a> Line<'a> {
    /// Without a limit if `queue_timeout` is `None`.
    pub(super) fn new(permits: &'a Semaphore, queue_timeout: Option<Duration>) -> Self {
        Self {
            permits,
            queue_timeout,
            spent: Duration::ZERO,
        }
    }

    /// The next permit, first come first served, and how long the wait for it was.
    pub(super) async fn permit(&mut self) -> (Result<SemaphorePermit<'a>, Error>, Duration) {
        // Never overtakes those who wait: a permit that is given back goes to them directly.
        if let Ok(permit) = self.permits.try_acquire() {
            return (Ok(permit), Duration::ZERO);
        }
        let started = Instant::now();
        let permit = self.wait().await;
        let waited = started.elapsed();
        self.spent = self.spent.saturating_add(waited);
        (permit, waited)
    }

    async fn wait(&self) -> Result<SemaphorePermit<'a>, Error> {
        let Some(limit) = self.queue_timeout else {
            return self.permits.acquire().await.map_err(|_| closed());
        };
        match timeout(limit.saturating_sub(self.spent), self.permits.acquire()).await {
            Ok(permit) => permit.map_err(|_| closed()),
            Err(_) => Err(too_long(limit)),
        }
    }
}

fn too_long(limit: Duration) -> Error {
    Error::new(
        ErrorKind::Timeout,
        Executed::No,
        format!("the call waited longer than {limit:?} in line for a permit"),
    )
    .with_help("raise `queue_timeout` or `max_concurrency`, or make fewer calls at once")
}

fn closed() -> Error {
    Error::new(
        ErrorKind::Configuration,
        Executed::No,
        "the client takes no more calls",
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::Semaphore;

    use super::Line;
    use crate::error::{ErrorKind, Executed};

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn the_limit_counts_all_waits_together() {
        let permits = Semaphore::new(0);
        let mut line = Line::new(&permits, Some(3 * SECOND));
        let ((), taken) = tokio::join!(
            async {
                tokio::time::sleep(2 * SECOND).await;
                permits.add_permits(1);
            },
            line.permit()
        );
        let (permit, waited) = taken;
        assert_eq!(waited, 2 * SECOND);
        permit.unwrap().forget();
        let (permit, waited) = line.permit().await;
        let error = permit.unwrap_err();
        assert_eq!(
            (error.kind(), error.executed()),
            (ErrorKind::Timeout, Executed::No)
        );
        assert_eq!(waited, SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn a_free_permit_is_taken_at_once_whatever_the_limit() {
        let permits = Semaphore::new(1);
        for limit in [None, Some(Duration::ZERO), Some(Duration::MAX)] {
            let mut line = Line::new(&permits, limit);
            let (permit, waited) = line.permit().await;
            assert!(permit.is_ok(), "{limit:?}");
            assert_eq!(waited, Duration::ZERO, "{limit:?}");
        }
    }
}
