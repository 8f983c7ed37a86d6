//! Calls the functions of the script beside this file: in an emulator that it starts itself, or, with
//! `APPS_SCRIPT_URL`, `APPS_SCRIPT_ID` and `APPS_SCRIPT_TOKEN` set, in a real deployment.

mod deployment;

use std::process::ExitCode;

use apps_script::{ErrorKind, Shape, apps_script};
use serde::Deserialize;

use deployment::Deployment;

/// One line of the stock; by `Shape`, its fields are compared with those of the script's `Item`.
#[derive(Debug, Deserialize, Shape)]
pub struct Item {
    sku: String,
    name: String,
    stock: u32,
    price: f64,
}

/// The functions of `script/Stock.gs`. What contradicts them does not compile.
#[apps_script(id = "AKfycbxInventoryExample", source = "inventory/script")]
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

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let deployment = Deployment::from_environment_or_emulator().await?;
    println!("Calling {} at {}\n", deployment.id, deployment.url);
    let inventory = InventoryClient::with_id(deployment.client()?, &deployment.id);

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
