use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn sum(&self, values: &[f64]) -> apps_script::Result<serde_json::Value>;
}

fn main() {}
