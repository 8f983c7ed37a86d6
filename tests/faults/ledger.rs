//! What the server did, call by call.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::fault::Fault;

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

    pub(crate) fn count_of_faults(&self) -> (usize, Vec<(Fault, usize)>) {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counts: HashMap<Fault, usize> = HashMap::new();
        for fault in entries.values().flat_map(|entry| &entry.faults) {
            *counts.entry(*fault).or_default() += 1;
        }
        counts.remove(&Fault::None);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort();
        (counts.iter().map(|(_, count)| count).sum(), counts)
    }
}
