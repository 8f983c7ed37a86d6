use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(self: std::sync::Arc<Self>) -> apps_script::Result<f64>;
}

fn main() {}
