use apps_script::apps_script;
use std::collections::HashMap;


#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn tag(&self, sku: &str, flag: bool, tags: &[u8], prices: &HashMap<String, f64>) -> apps_script::Result<()>;
}

fn main() {}
