//! The job: all parts of the sheet, a few at a time, each in as many calls as it needs.

use std::{error::Error, sync::Arc, time::Duration};

use indicatif::ProgressBar;
use tokio::{sync::Semaphore, task::JoinSet, time::sleep};

use crate::invoices::InvoicesClient;

/// How many parts are worked on at once. Google runs 30 scripts at once for one user, who may need some for other work.
const AT_ONCE: usize = 4;

/// Does what is left to do. What it does not get done, because it fails or is killed, the next start does.
pub(crate) async fn run(
    invoices: &InvoicesClient,
    seconds: f64,
    bar: &ProgressBar,
) -> Result<(), Box<dyn Error>> {
    loop {
        let plan = invoices.plan().await?;
        bar.set_length(plan.rows);
        bar.set_position(plan.done);
        if plan.tokens.is_empty() {
            return Ok(());
        }
        let permits = Arc::new(Semaphore::new(AT_ONCE));
        let mut parts = JoinSet::new();
        for token in plan.tokens {
            parts.spawn(part(
                invoices.clone(),
                token,
                seconds,
                Arc::clone(&permits),
                bar.clone(),
            ));
        }
        while let Some(ended) = parts.join_next().await {
            ended??;
        }
    }
}

async fn part(
    invoices: InvoicesClient,
    first_token: String,
    seconds: f64,
    permits: Arc<Semaphore>,
    bar: ProgressBar,
) -> apps_script::Result<()> {
    let mut token = Some(first_token);
    while let Some(from) = token {
        let permit = permits.acquire().await;
        let progress = invoices.work(&from, seconds).await?;
        drop(permit);
        bar.inc(progress.done);
        if progress.busy {
            bar.set_message("waiting for a run of an earlier start");
            sleep(pause(seconds)).await;
        } else {
            bar.set_message("");
        }
        token = progress.next;
    }
    Ok(())
}

/// How long to wait before the next look at a part on which another run works.
fn pause(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds)
        .unwrap_or_default()
        .min(Duration::from_secs(10))
}
