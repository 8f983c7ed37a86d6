//! Three ways to test code that calls a script: a fake by hand, `mockall`, and the emulator.
//!
//! The tests are in `tests.rs`: `cargo test --example testing`. `cargo run --example testing` runs the code that they test.

mod reorder;
#[cfg(test)]
mod tests;

use std::{env, error::Error, path::Path};

use apps_script_emulator::{Emulator, EmulatorBuilder, Sheet, Spreadsheet, SpreadsheetError};

use crate::reorder::{OrdersClient, reorder};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testing/script");

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let is_deployed = |name| env::var_os(name).is_some();
    if ["APPS_SCRIPT_ID", "APPS_SCRIPT_URL"].into_iter().any(is_deployed) {
        println!("{:?}", reorder(&OrdersClient::from_env()?).await?);
        return Ok(());
    }
    let emulator = emulator()?.start().await?;
    let report = reorder(&OrdersClient::from_vars(emulator.vars())?).await?;
    println!("{report:?}");
    for email in emulator.outbox() {
        println!("The script has sent: {}", email.subject);
    }
    Ok(())
}

/// The script, with something that is low on stock.
fn emulator() -> Result<EmulatorBuilder, SpreadsheetError> {
    let stock = Sheet::from_csv("Stock", "SKU,Left\nBOLT-8,3\nNUT-8,240\n")?;
    Ok(Emulator::builder()
        .project(Path::new(SCRIPT))
        .container(Spreadsheet::new("Stock").sheet(stock)))
}
