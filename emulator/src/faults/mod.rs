//! Faults on order: what goes wrong between a client and Google, when a test wants it to.

mod emulator;
mod fault;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use self::fault::Fault;
pub(crate) use self::fault::FaultKind;

/// The faults that are still to come, in the order in which they were asked for.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    pub(crate) fn add(&self, fault: Fault) {
        self.pending().push(fault);
    }

    pub(crate) fn all(&self) -> Vec<Fault> {
        self.pending().clone()
    }

    pub(crate) fn clear(&self) {
        self.pending().clear();
    }

    /// The fault that a call meets. What the call asks for is looked at only if there are faults.
    pub(crate) fn take(&self, function: impl FnOnce() -> Option<String>) -> Option<Fault> {
        let mut pending = self.pending();
        if pending.is_empty() {
            return None;
        }
        let function = function();
        let place = pending
            .iter()
            .position(|fault| fault.meets(function.as_deref()))?;
        let fault = pending.get_mut(place)?;
        let met = fault.clone();
        if fault.is_used_up() {
            pending.remove(place);
        }
        Some(met)
    }

    fn pending(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
