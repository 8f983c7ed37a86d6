//! Work that its caller may give up.

use std::cell::Cell;

/// How many steps are taken between two questions.
const STEPS: u32 = 1024;

/// Asks from time to time whether the caller gives up. Once it has, it has for good.
pub(crate) struct Patience<'p> {
    gives_up: &'p dyn Fn() -> bool,
    steps: Cell<u32>,
    is_over: Cell<bool>,
}

impl<'p> Patience<'p> {
    pub(crate) fn new(gives_up: &'p dyn Fn() -> bool) -> Self {
        Self {
            gives_up,
            steps: Cell::new(0),
            is_over: Cell::new(false),
        }
    }

    /// That of a caller who waits for ever.
    pub(crate) fn endless() -> Self {
        Self::new(&|| false)
    }

    /// Counts a step, and says whether the work is to stop.
    pub(crate) fn is_over_after_step(&self) -> bool {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() < STEPS {
            return self.is_over.get();
        }
        self.steps.set(0);
        self.is_over()
    }

    /// Whether the work is to stop.
    pub(crate) fn is_over(&self) -> bool {
        if !self.is_over.get() {
            self.is_over.set((self.gives_up)());
        }
        self.is_over.get()
    }
}
