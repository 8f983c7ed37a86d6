use apps_script::apps_script;
use serde::Deserialize;


#[derive(Deserialize, apps_script::Shape)]
pub struct Item {
    pub sku: String,
    #[serde(default)]
    pub unit_price: f64,
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn item(&self, sku: &str) -> apps_script::Result<Item>;
}

fn main() {}
