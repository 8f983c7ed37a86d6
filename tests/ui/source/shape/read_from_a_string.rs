use apps_script::apps_script;
use serde::Deserialize;


#[derive(Deserialize, apps_script::Shape)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    pub sku: String,
    pub unit_price: f64,
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn title(&self) -> apps_script::Result<Item>;
}

fn main() {}
