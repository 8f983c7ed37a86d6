//! What the server did, call by call.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

use super::fault::Fault;

/// How often the function of one call ran, and what its tries met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) runs: u32,
    pub(crate) faults: Vec<Fault>,
}

#[derive(Default)]
pub(crate) struct Ledger(Mutex<HashMap<u32, Entry>>);

impl Ledger {
    /// Notes a try; the run is noted before its answer can be seen.
    pub(crate) fn note(&self, call: u32, fault: Fault) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = entries.entry(call).or_default();
        entry.faults.push(fault);
        entry.runs += u32::from(fault.runs());
    }

    pub(crate) fn tries(&self, call: u32) -> usize {
        self.entry(call).faults.len()
    }

    pub(crate) fn entry(&self, call: u32) -> Entry {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.get(&call).cloned().unwrap_or_default()
    }

    pub(crate) fn for_each(&self, mut visit: impl FnMut(u32, &Entry)) {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.iter().for_each(|(call, entry)| visit(*call, entry));
    }

    pub(crate) fn count_of_faults(&self) -> BTreeMap<Fault, usize> {
        let mut counts = BTreeMap::new();
        self.for_each(|_, entry| {
            for fault in entry.faults.iter().filter(|fault| **fault != Fault::None) {
                *counts.entry(*fault).or_default() += 1;
            }
        });
        counts
    }
}
