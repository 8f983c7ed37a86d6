//! The locks of `LockService`: each is held by one run at most.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use parking_lot::{Condvar, Mutex, MutexGuard};

use super::clock::{Clock, milliseconds};

/// How often one who waits asks whether it is to go on.
const PATIENCE: Duration = Duration::from_millis(50);

/// Every lock of one emulator.
#[derive(Default)]
pub(crate) struct Locks {
    /// Which run holds a lock.
    holders: Mutex<BTreeMap<String, u64>>,
    released: Condvar,
    runs: AtomicU64,
    /// By which waits end.
    clock: Clock,
}

impl Locks {
    pub(crate) fn new(clock: Clock) -> Self {
        Self {
            clock,
            ..Self::default()
        }
    }
}

/// The locks that one run holds. They are free again when the run is over.
pub(crate) struct LocksOfRun {
    locks: Arc<Locks>,
    run: u64,
}

impl LocksOfRun {
    pub(crate) fn new(locks: Arc<Locks>) -> Self {
        let run = locks.runs.fetch_add(1, Ordering::Relaxed);
        Self { locks, run }
    }

    pub(crate) fn holds(&self, lock: &str) -> bool {
        self.holders().get(lock) == Some(&self.run)
    }

    /// Waits until the lock is free, but no longer than this, and not once `gives_up` says so. Whoever holds it
    /// already keeps it.
    pub(crate) fn acquire(&self, lock: &str, wait: Duration, gives_up: impl Fn() -> bool) -> bool {
        let now = || self.locks.clock.milliseconds();
        let until = now().saturating_add(milliseconds(wait));
        let mut holders = self.holders();
        loop {
            match holders.get(lock) {
                None => {
                    holders.insert(lock.to_owned(), self.run);
                    return true;
                }
                Some(&holder) if holder == self.run => return true,
                Some(_) => {}
            }
            let left = Duration::from_millis(until.saturating_sub(now()));
            if left.is_zero() || gives_up() {
                return false;
            }
            self.locks.released.wait_for(&mut holders, left.min(PATIENCE));
        }
    }

    pub(crate) fn release(&self, lock: &str) {
        let mut holders = self.holders();
        if holders.get(lock) == Some(&self.run) {
            holders.remove(lock);
            self.locks.released.notify_all();
        }
    }

    fn holders(&self) -> MutexGuard<'_, BTreeMap<String, u64>> {
        self.locks.holders.lock()
    }
}

impl Drop for LocksOfRun {
    fn drop(&mut self) {
        let run = self.run;
        self.holders().retain(|_, holder| *holder != run);
        self.locks.released.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, thread, time::Duration};

    use super::{Locks, LocksOfRun};

    const LONG: Duration = Duration::from_secs(60);
    const NOT_AT_ALL: Duration = Duration::ZERO;

    #[test]
    fn a_lock_has_one_holder() {
        let locks = Arc::new(Locks::default());
        let (one, other) = (LocksOfRun::new(Arc::clone(&locks)), LocksOfRun::new(locks));
        let never = || false;
        assert!(one.acquire("a", NOT_AT_ALL, never));
        assert!(one.acquire("a", NOT_AT_ALL, never), "who holds it keeps it");
        assert!(!other.acquire("a", NOT_AT_ALL, never));
        assert!(!other.acquire("a", LONG, || true), "gave up");
        assert!(other.acquire("b", NOT_AT_ALL, never));
        other.release("a");
        assert!(one.holds("a") && !other.holds("a"));
        one.release("a");
        assert!(other.acquire("a", NOT_AT_ALL, never));
    }

    #[test]
    fn the_end_of_a_run_frees_its_locks_for_those_who_wait() {
        let locks = Arc::new(Locks::default());
        let (one, other) = (LocksOfRun::new(Arc::clone(&locks)), LocksOfRun::new(locks));
        assert!(one.acquire("a", NOT_AT_ALL, || false));
        let waiting = thread::spawn(move || other.acquire("a", LONG, || false));
        drop(one);
        assert!(waiting.join().unwrap());
    }
}
