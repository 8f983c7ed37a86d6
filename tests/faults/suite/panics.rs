//! Panics of any thread or task.

use std::{
    panic,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Counts panics from its creation on.
pub(crate) struct Panics(Arc<AtomicUsize>);

impl Panics {
    pub(crate) fn watch() -> Self {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            counted.fetch_add(1, Ordering::SeqCst);
            report(info);
        }));
        Self(count)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}
