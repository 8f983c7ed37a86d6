use std::sync::Arc;

use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", dyn)]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

struct NoInventory;

fn main() {
    DynInventory::new(Arc::new(NoInventory));
}
