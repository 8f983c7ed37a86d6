//! Faults, from Rust.

use super::handle::Emulator;
use crate::state::faults::Fault;

impl Emulator {
    /// Lets something go wrong with the next call, or with those that the fault names.
    ///
    /// Faults are met in the order in which they were asked for, one by each call. A call that meets one is not
    /// checked first: a fault hides a wrong token.
    pub fn fault(&self, fault: Fault) {
        self.backend.faults.add(fault);
    }

    /// The faults that no call has met yet.
    #[must_use]
    pub fn pending_faults(&self) -> Vec<Fault> {
        self.backend.faults.all()
    }

    /// Lets nothing go wrong any more.
    pub fn clear_faults(&self) {
        self.backend.faults.clear();
    }
}
