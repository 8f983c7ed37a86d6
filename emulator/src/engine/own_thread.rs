use std::{
    thread,
    time::{Duration, Instant},
};

use tokio::{
    sync::oneshot,
    time::{sleep, sleep_until},
};

use super::limited::STACK;
use crate::{
    run::{Ending, RunContext},
    state::executions::Journal,
};

/// The thread must hold the engine's stack.
const THREAD_STACK: usize = 8 * STACK;

/// How long after its time limit or after a cancel request a run may still say itself how it ended. Some of the
/// engine's own functions ask for either seldom or never.
const GRACE: Duration = Duration::from_millis(200);

/// When a run must end.
pub(super) struct End {
    deadline: Instant,
    journal: Journal,
}

impl End {
    pub(super) fn of(run: &RunContext) -> Self {
        Self {
            deadline: run.deadline,
            journal: run.journal.clone(),
        }
    }

    /// Waits for the moment at which the caller gets an answer, whether the thread has ended or not.
    async fn overdue(&self) -> Ending {
        let timed_out = sleep_until((self.deadline + GRACE).into());
        let cancelled = async {
            self.journal.cancelled().await;
            sleep(GRACE).await;
        };
        tokio::select! {
            () = timed_out => Ending::TimedOut,
            () = cancelled => Ending::Cancelled,
        }
    }
}

/// Works on a thread of its own. The answer is due soon after the end of the run: a thread that goes on is left to
/// end when it can.
pub(super) async fn on_own_thread(end: &End, work: impl FnOnce() -> Ending + Send + 'static) -> Ending {
    let (sender, receiver) = oneshot::channel();
    let spawned = thread::Builder::new()
        .name("script".into())
        .stack_size(THREAD_STACK)
        .spawn(move || {
            // Nobody waits for a run whose connection was dropped, or whose time is over.
            let _ = sender.send(work());
        });
    if let Err(fault) = spawned {
        return Ending::engine_failed(&fault.to_string());
    }
    tokio::select! {
        biased;
        answer = receiver => answer.unwrap_or_else(|_| Ending::engine_failed("the run ended without an answer")),
        ending = end.overdue() => {
            tracing::warn!("a run goes on although it must end: its thread is left to end when it can");
            ending
        }
    }
}
