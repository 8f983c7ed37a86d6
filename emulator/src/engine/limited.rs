use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use rquickjs::{Context, Ctx, Runtime};

use super::exception::Thrown;
use crate::run::{Ending, RunContext};

/// How deep calls may go, in bytes of the engine's stack.
pub(super) const STACK: usize = 1024 * 1024;

/// An engine whose scripts cannot take more than their share of time, memory and stack.
pub(super) struct Limited {
    runtime: Runtime,
    run: RunContext,
    memory: usize,
    interrupted: Arc<AtomicBool>,
    /// Whether nothing ends the work at the moment.
    is_undisturbed: Arc<AtomicBool>,
}

/// Makes an engine with these limits, and says which of them ended the work.
pub(super) fn with_engine(run: &RunContext, memory: usize, work: impl FnOnce(&Limited) -> Ending) -> Ending {
    let runtime = match Runtime::new() {
        Ok(runtime) => runtime,
        Err(fault) => return Ending::engine_failed(&fault.to_string()),
    };
    runtime.set_memory_limit(memory);
    runtime.set_max_stack_size(STACK);
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    let is_undisturbed = Arc::new(AtomicBool::new(false));
    let waits = Arc::clone(&is_undisturbed);
    let (deadline, journal) = (run.deadline, run.journal.clone());
    runtime.set_interrupt_handler(Some(Box::new(move || {
        if waits.load(Ordering::Relaxed) {
            return false;
        }
        let over = Instant::now() >= deadline;
        if over {
            flag.store(true, Ordering::Relaxed);
        }
        over || journal.is_cancelled()
    })));
    let limited = Limited {
        runtime,
        run: run.clone(),
        memory,
        interrupted,
        is_undisturbed,
    };
    let ending = work(&limited);
    if run.journal.is_cancelled() {
        return Ending::Cancelled;
    }
    // A function that returns between two looks at the clock is late all the same.
    let is_late = limited.is_over() && !matches!(ending, Ending::OutOfMemory);
    if is_late || limited.interrupted.load(Ordering::Relaxed) {
        Ending::TimedOut
    } else {
        ending
    }
}

impl Limited {
    /// A new global scope, with all that the engine has.
    pub(super) fn new_context(&self) -> Result<Context, Thrown> {
        Context::full(&self.runtime).map_err(|fault| Thrown {
            ending: Ending::engine_failed(&fault.to_string()),
            class: String::new(),
        })
    }

    /// Works in a new global scope.
    pub(super) fn new_scope<T>(&self, work: impl FnOnce(&Ctx<'_>) -> Result<T, Thrown>) -> Result<T, Thrown> {
        self.new_context()?.with(|ctx| work(&ctx))
    }

    /// Does short work in the engine that must not be ended before it is done.
    pub(super) fn undisturbed<T>(&self, work: impl FnOnce() -> T) -> T {
        self.is_undisturbed.store(true, Ordering::Relaxed);
        let done = work();
        self.is_undisturbed.store(false, Ordering::Relaxed);
        done
    }

    /// Whether the run must end, since its time is over or since it was cancelled.
    pub(super) fn is_over(&self) -> bool {
        self.run.must_end()
    }

    /// The most bytes that a run may take.
    pub(super) fn memory(&self) -> usize {
        self.memory
    }
}
