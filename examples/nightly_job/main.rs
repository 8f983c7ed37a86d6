//! A job that takes longer than the 6 minutes that a script may run: `cargo run --example nightly_job`.
//!
//! Stop it with Ctrl+C and start it again: it goes on where it was, and no row is done twice. Each call works for some
//! seconds and returns a token that says where to continue. What is done is marked in the sheet itself, so that nothing
//! else must be remembered.
//!
//! The script beside this file runs in an emulator that keeps the sheet in a file until all is done, unless the
//! environment names a deployment of the script by `APPS_SCRIPT_ID`. `NIGHTLY_JOB_SECONDS` is how long a call works.

mod invoices;
mod job;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use apps_script_emulator::{Emulator, EmulatorBuilder, Sheet, Spreadsheet, SpreadsheetError};
use indicatif::{ProgressBar, ProgressStyle};

use crate::invoices::InvoicesClient;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/nightly_job/script");

/// Far enough from the end of the script's 6 minutes.
const SECONDS: f64 = 300.0;
/// Long enough to see several calls for a part.
const SECONDS_IN_EMULATOR: f64 = 0.5;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let bar = ProgressBar::no_length().with_style(ProgressStyle::with_template(
        "{bar:40} {pos} of {len} rows {msg}",
    )?);
    if ["APPS_SCRIPT_ID", "APPS_SCRIPT_URL"]
        .iter()
        .any(|name| env::var_os(name).is_some())
    {
        job::run(&InvoicesClient::from_env()?, seconds(SECONDS)?, &bar).await?;
    } else {
        let folder = kept();
        fs::create_dir_all(&folder)?;
        let emulator = emulator(400)?
            .state_file(folder.join("state.sqlite"))
            .start()
            .await?;
        let invoices = InvoicesClient::from_vars(emulator.vars())?;
        job::run(&invoices, seconds(SECONDS_IN_EMULATOR)?, &bar).await?;
        drop(emulator);
        fs::remove_dir_all(folder)?;
    }
    bar.finish();
    println!("Every row is done.");
    Ok(())
}

fn seconds(default: f64) -> Result<f64, String> {
    match env::var("NIGHTLY_JOB_SECONDS") {
        Ok(text) => text
            .parse()
            .map_err(|_| format!("NIGHTLY_JOB_SECONDS is `{text}`, which is not a number")),
        Err(_) => Ok(default),
    }
}

/// Where the emulator keeps the sheet from one start to the next.
fn kept() -> PathBuf {
    env::temp_dir().join("apps-script-nightly-job")
}

/// The script with a sheet of this many invoices.
fn emulator(rows: u32) -> Result<EmulatorBuilder, SpreadsheetError> {
    let mut csv = String::from("Number,Amount,Total,Times\n");
    for number in 1..=rows {
        csv += &format!("{number},{},,\n", number * 4);
    }
    let sheet = Sheet::from_csv("Invoices", &csv)?;
    Ok(Emulator::builder()
        .project(Path::new(SCRIPT))
        .container(Spreadsheet::new("Accounting").sheet(sheet)))
}

#[cfg(test)]
mod tests;
