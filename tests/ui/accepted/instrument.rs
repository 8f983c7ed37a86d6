//! Methods with a body can have spans of their own.
#![deny(warnings)]

use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", dyn)]
pub trait Inventory {
    async fn total(&self, sku: &str) -> apps_script::Result<f64>;

    #[tracing::instrument(skip(self))]
    async fn twice(&self, sku: &str) -> apps_script::Result<f64> {
        Ok(2.0 * self.total(sku).await?)
    }

    #[tracing::instrument(skip(self))]
    fn describe(&self, sku: &str) -> String {
        sku.to_owned()
    }
}

fn main() {}
