//! A spinner for what may take long.

use std::{future::Future, pin::pin, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use tokio::time::timeout;

/// Nothing is shown for this long, since most work ends sooner.
const SILENCE: Duration = Duration::from_millis(400);

const TICK: Duration = Duration::from_millis(120);

/// Shows `what` until the work is done, if standard error is a terminal: indicatif draws nowhere else.
pub(crate) async fn during<T>(what: &str, work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    if let Ok(done) = timeout(SILENCE, work.as_mut()).await {
        return done;
    }
    let spinner = spinner(what);
    let done = work.await;
    spinner.finish_and_clear();
    done
}

fn spinner(what: &str) -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
    // The template is a constant; without it the spinner has a plainer form.
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        spinner.set_style(style);
    }
    spinner.enable_steady_tick(TICK);
    spinner
}
