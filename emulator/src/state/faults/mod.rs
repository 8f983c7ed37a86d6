//! Faults on demand: failures between a client and Google that a test asks for.

mod fault;
mod json;

use parking_lot::{Mutex, MutexGuard};

pub use self::fault::Fault;
pub(crate) use self::{fault::FaultKind, json::FaultAsJson};

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
        if self.pending().is_empty() {
            return None;
        }
        let function = function();
        self.take_where(|fault| fault.member().is_none() && fault.meets(function.as_deref()))
    }

    /// Whether calls of this service are to fail.
    pub(crate) fn concern(&self, service: &str) -> bool {
        let pending = self.pending();
        pending
            .iter()
            .filter_map(Fault::member)
            .any(|member| member.split('.').next() == Some(service))
    }

    /// The words with which a call of this member fails, while this function runs.
    pub(crate) fn take_exception(&self, member: &str, function: &str) -> Option<String> {
        let fault = self.take_where(|fault| fault.member() == Some(member) && fault.meets(Some(function)))?;
        match fault.kind {
            FaultKind::ServiceException { message, .. } => Some(message),
            _ => None,
        }
    }

    fn take_where(&self, meets: impl Fn(&Fault) -> bool) -> Option<Fault> {
        let mut pending = self.pending();
        let place = pending.iter().position(meets)?;
        let fault = pending.get_mut(place)?;
        let met = fault.clone();
        if fault.is_used_up() {
            pending.remove(place);
        }
        Some(met)
    }

    fn pending(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.0.lock()
    }
}
