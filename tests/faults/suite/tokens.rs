//! Credentials that fail.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use apps_script::credentials::{AccessToken, TokenError, TokenFuture, TokenRequest, TokenSource};

/// What the message of each failure begins with.
pub(crate) const FAILURE: &str = "simulated failure";

/// Now and then late, now and then without a token: for a moment, or for good.
pub(crate) struct Tokens {
    chance: Mutex<fastrand::Rng>,
    faults: AtomicUsize,
    calm: AtomicBool,
}

impl Tokens {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            chance: Mutex::new(fastrand::Rng::with_seed(!seed)),
            faults: AtomicUsize::new(0),
            calm: AtomicBool::new(false),
        }
    }

    /// No further faults.
    pub(crate) fn calm(&self) {
        self.calm.store(true, Ordering::SeqCst);
    }

    fn number(&self) -> u8 {
        if self.calm.load(Ordering::SeqCst) {
            return u8::MAX;
        }
        self.chance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .u8(..200)
    }

    pub(crate) fn faults(&self) -> usize {
        self.faults.load(Ordering::SeqCst)
    }

    fn fault(&self, kind: &str) -> TokenError {
        self.faults.fetch_add(1, Ordering::SeqCst);
        TokenError::new(format!("{FAILURE} of the {kind} kind"))
    }
}

impl TokenSource for Tokens {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
        let number = self.number();
        Box::pin(async move {
            match number {
                0 => Err(self.fault("transient").transient()),
                1 => Err(self.fault("permanent")),
                2 => {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    Ok(AccessToken::new("ya29.late"))
                }
                _ => Ok(AccessToken::new("ya29.faults")),
            }
        })
    }
}
