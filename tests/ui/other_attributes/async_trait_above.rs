use apps_script::apps_script;
use async_trait::async_trait;

#[async_trait]
#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    /// A comment.
    async fn total(&self, sku: &str) -> apps_script::Result<f64>;
    #[function(idempotent)]
    async fn count(&self, #[parameter(omit_none)] least: Option<u32>) -> apps_script::Result<u32>;
}

fn main() {}
