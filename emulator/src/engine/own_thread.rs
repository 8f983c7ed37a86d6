use std::{
    thread,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::limited::STACK;
use crate::run::Ending;

/// The thread must hold the engine's stack.
const THREAD_STACK: usize = 8 * STACK;

/// How long after the limit a run may still say itself how it ended. Some of the engine's own functions ask for
/// the time seldom or never.
const GRACE: Duration = Duration::from_millis(200);

/// The answer is due soon after the limit: a thread that does not end by then is left to itself.
pub(super) async fn on_own_thread(
    deadline: Instant,
    work: impl FnOnce() -> Ending + Send + 'static,
) -> Ending {
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
    match tokio::time::timeout_at((deadline + GRACE).into(), receiver).await {
        Ok(answer) => answer.unwrap_or_else(|_| Ending::engine_failed("the run ended without an answer")),
        Err(_) => {
            tracing::warn!("a run does not end at its limit: its thread is left to end when it can");
            Ending::TimedOut
        }
    }
}
