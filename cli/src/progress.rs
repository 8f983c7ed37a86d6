//! A spinner for what may take long, on a terminal only.

use std::{future::Future, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};

/// How long nothing is shown, since most work is done by then.
const SILENCE: Duration = Duration::from_millis(500);
const STEP: Duration = Duration::from_millis(120);

/// Shows `what` until the work is done. indicatif itself shows nothing where standard error is not a terminal.
pub(crate) async fn during<T>(what: &str, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    if let Ok(done) = tokio::time::timeout(SILENCE, work.as_mut()).await {
        return done;
    }
    let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        spinner.set_style(style);
    }
    spinner.enable_steady_tick(STEP);
    let done = work.await;
    spinner.finish_and_clear();
    done
}
