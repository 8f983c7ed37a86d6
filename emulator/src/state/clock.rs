use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::dates;

/// The last moment of the year 9999, in milliseconds since 1970: what is later has no date in words.
const LAST: u64 = 253_402_300_799_999;

/// The time that scripts see. It goes on like that of this machine, from wherever a test has set it.
///
/// `Date`, caches, access tokens, the files' dates and the waits for locks follow it. How long a run may take, and
/// `Utilities.sleep`, do not.
///
/// ```no_run
/// use std::time::{Duration, UNIX_EPOCH};
///
/// use apps_script_emulator::{Clock, Emulator};
///
/// # async fn run() -> Result<(), apps_script_emulator::StartError> {
/// let clock = Clock::starting_at(UNIX_EPOCH + Duration::from_secs(1_767_225_600)); // 2026-01-01T00:00:00Z
/// let emulator = Emulator::builder().project("script").clock(clock.clone()).start().await?;
/// // … a function puts a value into the cache for an hour …
/// clock.advance(Duration::from_secs(3600));
/// // … the next call does not find it any more …
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Clock {
    /// How far it is ahead of this machine's, in milliseconds.
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// The time of this machine, until it is set or advanced.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A clock that is set to this moment now: see [`set`](Self::set).
    #[must_use]
    pub fn starting_at(now: SystemTime) -> Self {
        let clock = Self::default();
        clock.set(now);
        clock
    }

    /// Sets it to this moment, from which it goes on. What is before 1970 counts as 1970, and what is after 9999 as the
    /// end of that year.
    pub fn set(&self, now: SystemTime) {
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let wanted = milliseconds(since).min(LAST);
        self.ahead.store(
            wanted.cast_signed() - dates::now().cast_signed(),
            Ordering::Relaxed,
        );
    }

    /// Sets it forward, to the end of the year 9999 at the most.
    pub fn advance(&self, time: Duration) {
        let wanted = self.milliseconds().saturating_add(milliseconds(time));
        self.set(UNIX_EPOCH + Duration::from_millis(wanted.min(LAST)));
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(self.milliseconds())
    }

    /// What it shows, in milliseconds since 1970.
    pub(crate) fn milliseconds(&self) -> u64 {
        dates::now()
            .saturating_add_signed(self.ahead.load(Ordering::Relaxed))
            .min(LAST)
    }

    /// Goes with the time of this machine again.
    pub(crate) fn reset(&self) {
        self.ahead.store(0, Ordering::Relaxed);
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}

/// All of a time, or as much of it as a number can hold.
pub(crate) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{Clock, LAST};

    #[test]
    fn no_setting_leaves_the_range_of_dates() {
        let clock = Clock::starting_at(UNIX_EPOCH);
        assert!(clock.milliseconds() < 60_000);
        clock.advance(Duration::from_secs(3600));
        assert!((3_600_000..3_660_000).contains(&clock.milliseconds()));
        clock.advance(Duration::MAX);
        assert_eq!(clock.milliseconds(), LAST);
        clock.set(UNIX_EPOCH.checked_sub(Duration::from_secs(1)).unwrap());
        assert!(clock.milliseconds() < 60_000);
        clock.reset();
        assert!(clock.milliseconds() > 1_700_000_000_000);
    }
}
