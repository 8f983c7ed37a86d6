use apps_script::apps_script;
use serde::Deserialize;


#[derive(Deserialize, apps_script::Shape)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    pub sku: String,
    pub unit_price: f64,
    pub stock: u32,
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn low_stock(&self, threshold: u32) -> Result<Vec<Item>, apps_script::Error>;
}

fn main() {}
