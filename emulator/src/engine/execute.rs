use std::mem;

use serde_json::Value as Json;
use tokio::task::JoinHandle;

use super::{
    call_function::call_function,
    console::Console,
    limited,
    own_thread::{End, on_own_thread},
};
use crate::run::{Ending, Run};

/// Carries out a run on a task of its own, so that a caller who hangs up neither ends it nor loses its outcome.
pub(crate) fn execute(mut run: Run) -> JoinHandle<Ending> {
    tokio::spawn(async move {
        let ending = match run.refusal() {
            Some(ending) => ending,
            None => {
                let parameters = mem::take(&mut run.parameters);
                run_function(&run, parameters).await
            }
        };
        run.finish(&ending);
        ending
    })
}

/// Runs `function` with these arguments; scripts block, so they have a thread to themselves.
async fn run_function(run: &Run, parameters: Vec<Json>) -> Ending {
    let (function, memory) = (run.function.clone(), run.memory());
    let thread = run.thread();
    let run = run.context();
    tracing::debug!(
        user = run.identity.user,
        script_id = run.identity.script_id,
        function,
        "runs"
    );
    let console = Console::of(&run);
    let end = End::of(&run);
    let work = move || {
        // The engine is gone when the thread counts as ended.
        let _thread = thread;
        limited::with_engine(&run, memory, |limited| {
            call_function(limited, &run, &console, &function, parameters)
        })
    };
    on_own_thread(&end, work).await
}
