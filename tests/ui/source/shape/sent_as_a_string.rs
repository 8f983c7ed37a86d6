use apps_script::apps_script;
use serde::Serialize;


#[derive(Serialize, apps_script::Shape)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    pub sku: String,
    pub unit_price: f64,
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn item(&self, sku: &Item) -> apps_script::Result<serde_json::Value>;
}

fn main() {}
