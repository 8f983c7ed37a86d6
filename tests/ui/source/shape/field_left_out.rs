use apps_script::apps_script;
use serde::Serialize;


#[derive(Serialize, apps_script::Shape)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    pub sku: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<f64>,
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn store(&self, item: &Item) -> apps_script::Result<()>;
}

fn main() {}
