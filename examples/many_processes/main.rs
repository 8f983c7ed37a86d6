//! Processes that share the runs of one account over Redis: `cargo run --example many_processes` with a Redis at
//! `REDIS_URL`, `redis://127.0.0.1/` if not set. Start it several times at once: together, they run 3 reports at a time.
//!
//! The script beside this file runs in an emulator, unless the environment names a deployment of it by
//! `APPS_SCRIPT_ID`. To share an emulator, too, start `apps-script exec examples/many_processes/script -- sh` and run the
//! processes in that shell.

// The guide of the library shows this file.
#[path = "../../runtime/src/guide/permits.rs"]
mod permits;
mod reports;

use std::{env, error::Error, path::Path, sync::Arc};

use apps_script_emulator::Emulator;
use tokio::task::JoinSet;

use crate::{
    permits::Permits,
    reports::{Limited, Reports, ReportsClient},
};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/many_processes/script");

/// Names the user for whom the script runs.
const KEY: &str = "apps-script:many-processes";
/// Google's limit is about 30. A small one is easier to see.
const AT_ONCE: u32 = 3;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("REDIS_URL").unwrap_or_else(|_| "redis://127.0.0.1/".into());
    let permits = Permits::connect(&redis::Client::open(&*url)?, KEY, AT_ONCE)
        .await
        .map_err(|error| format!("{url}: {error}; start a Redis there, or name one by REDIS_URL"))?;
    if ["APPS_SCRIPT_ID", "APPS_SCRIPT_URL"]
        .iter()
        .any(|name| env::var_os(name).is_some())
    {
        return print_year(ReportsClient::from_env()?, permits).await;
    }
    let emulator = Emulator::builder().project(Path::new(SCRIPT)).start().await?;
    print_year(ReportsClient::from_vars(emulator.vars())?, permits).await
}

async fn print_year(reports: ReportsClient, permits: Permits) -> Result<(), Box<dyn Error>> {
    for (month, rows) in year(Arc::new(Limited { reports, permits })).await? {
        println!("month {month}: {rows} rows");
    }
    Ok(())
}

/// The reports of all months, as many at once as there are permits.
async fn year(reports: Arc<impl Reports + Send + Sync + 'static>) -> Result<Vec<(u32, u32)>, Box<dyn Error>> {
    let mut calls = JoinSet::new();
    for month in 1..=12 {
        let reports = Arc::clone(&reports);
        calls.spawn(async move { Ok::<_, apps_script::Error>((month, reports.report(month).await?)) });
    }
    let mut rows = Vec::new();
    while let Some(ended) = calls.join_next().await {
        rows.push(ended??);
    }
    rows.sort_unstable();
    Ok(rows)
}

#[cfg(test)]
mod tests;
