use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    fn total(&self, sku: &str) -> impl Future<Output = apps_script::Result<f64>> + Send;
}

fn main() {}
