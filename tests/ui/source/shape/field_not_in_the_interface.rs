use apps_script::apps_script;
use serde::Deserialize;


#[derive(Deserialize, apps_script::Shape)]
pub struct Line {
    pub sku: String,
    pub price: f64,
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/typed")]
pub trait Inventory {
    async fn lines(&self, kind: &str) -> apps_script::Result<Vec<Line>>;
}

fn main() {}
