use std::sync::Arc;

use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

struct Service {
    inventory: Arc<dyn Inventory>,
}

fn main() {}
