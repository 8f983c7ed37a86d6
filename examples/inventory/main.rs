//! Calls the functions of the script beside this file: in an emulator that it starts itself, or in the deployment that
//! the environment names by `APPS_SCRIPT_ID`. See `Client::from_env` for the other variables.

use std::{env, error::Error, path::Path, process::ExitCode};

use apps_script::{ErrorKind, Shape, apps_script};
use apps_script_emulator::Emulator;
use serde::Deserialize;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/inventory/script");

/// One line of the stock; by `Shape`, its fields are compared with those of the script's `Item`.
#[derive(Debug, Deserialize, Shape)]
pub struct Item {
    sku: String,
    name: String,
    stock: u32,
    price: f64,
}

/// The functions of `script/Stock.gs`. What contradicts them does not compile. The deployment is known only at run
/// time, so that no `id` is stated.
#[apps_script(source = "inventory/script")]
pub trait Inventory {
    /// Items at or below `threshold`.
    #[function(idempotent)]
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;

    /// One item by its SKU.
    #[function(idempotent)]
    async fn item(&self, sku: &str) -> apps_script::Result<Item>;

    /// Takes items out of the stock, or puts some in, and says how many are left.
    async fn adjust(
        &self,
        sku: &str,
        by: i32,
        #[parameter(omit_none)] reason: Option<&str>,
    ) -> apps_script::Result<u32>;

    /// What the whole stock is worth.
    #[function(idempotent)]
    async fn total(&self) -> apps_script::Result<f64>;

    /// Leaves a note in the log.
    async fn note(&self, text: &str) -> apps_script::Result<()>;
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The alternate form adds the script's stack, and what to do.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    if ["APPS_SCRIPT_ID", "APPS_SCRIPT_URL"]
        .iter()
        .any(|name| env::var_os(name).is_some())
    {
        println!("Calling the deployment that the environment names.\n");
        return call(&InventoryClient::from_env()?).await;
    }
    let emulator = Emulator::builder().project(Path::new(SCRIPT)).start().await?;
    println!("Calling an emulator at {}.\n", emulator.url());
    call(&InventoryClient::from_vars(emulator.vars())?).await
}

async fn call(inventory: &InventoryClient) -> Result<(), Box<dyn Error>> {
    println!("Low on stock:");
    for item in inventory.low_stock(5).await? {
        println!(
            "  {:<8} {:<16} {:>4} left at {:>7.2}",
            item.sku, item.name, item.stock, item.price
        );
    }
    println!("\nThe whole stock is worth {:.2}.", inventory.total().await?);

    let left = inventory.adjust("NUT-8", -40, None).await?;
    println!("After taking 40 of NUT-8, {left} are left.");
    inventory.note("counted by the example").await?;
    println!("A note is in the script's log.");

    match inventory.adjust("DRILL-1", -6, Some("order 17")).await {
        Err(error) if error.kind() == ErrorKind::Script => {
            println!("\nTaking 6 of DRILL-1 failed, as it must:\n  {error}")
        }
        Err(error) => return Err(error.into()),
        Ok(left) => println!("\n{left} of DRILL-1 are left."),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn calls_every_function_of_the_script() {
        let emulator = Emulator::builder()
            .project(Path::new(SCRIPT))
            .start()
            .await
            .unwrap();
        let inventory = InventoryClient::from_vars(emulator.vars()).unwrap();
        call(&inventory).await.unwrap();
        let mut called: Vec<String> = emulator
            .executions()
            .into_iter()
            .map(|execution| execution.function)
            .collect();
        called.dedup();
        assert_eq!(called, ["lowStock", "total", "adjust", "note", "adjust"]);
    }
}
