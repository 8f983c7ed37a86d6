use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    #[tracing::instrument(skip(self))]
    async fn total(&self, sku: &str) -> apps_script::Result<f64>;
}

fn main() {}
