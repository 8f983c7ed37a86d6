use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust(&self, sku: impl AsRef<str>) -> apps_script::Result<f64>;
}

fn main() {}
