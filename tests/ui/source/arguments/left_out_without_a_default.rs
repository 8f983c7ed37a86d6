use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn item(&self, #[parameter(omit_none)] sku: Option<&str>) -> apps_script::Result<serde_json::Value>;
}

fn main() {}
