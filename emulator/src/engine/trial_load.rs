use tokio::sync::oneshot;

use super::{
    console::Console,
    limited,
    loader::Loader,
    own_thread::{End, on_own_thread},
    syntax_fault::SyntaxFault,
};
use crate::run::{Ending, RunContext};

/// Loads the project as a run would, to find the syntax errors in it.
pub(crate) async fn find_syntax_error(run: RunContext, memory: usize) -> Option<SyntaxFault> {
    let console = Console::of(&run);
    let (sender, mut receiver) = oneshot::channel();
    let end = End::of(&run);
    let work = move || {
        let mut fault = None;
        let ending = limited::with_engine(&run, memory, |limited| {
            let mut loader = Loader::new(limited, &console);
            let symbols = match loader.load(&run, "") {
                Ok(symbols) => symbols,
                Err(thrown) => {
                    fault = thrown.syntax_error("");
                    return thrown.ending;
                }
            };
            let loaded = limited.new_scope(|ctx| {
                let scope = loader.open(ctx, &run, symbols)?;
                scope.load(ctx, &run.project, "").map_err(|(file, thrown)| {
                    fault = thrown.syntax_error(&file.name);
                    thrown
                })
            });
            loaded
                .err()
                .map_or(Ending::Returned(None), |thrown| thrown.ending)
        });
        // The receiver is gone only when nobody waits any more.
        let _ = sender.send(fault);
        ending
    };
    on_own_thread(&end, work).await;
    // A thread that goes on past the limit has found nothing.
    receiver.try_recv().ok().flatten()
}
