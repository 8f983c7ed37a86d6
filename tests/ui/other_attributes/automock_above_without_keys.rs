use apps_script::apps_script;
use mockall::automock;

#[automock]
#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self, sku: &str) -> apps_script::Result<f64>;
}

fn main() {}
