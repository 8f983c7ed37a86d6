use apps_script::apps_script;
use std::collections::HashMap;


#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn prices(&self) -> apps_script::Result<HashMap<String, String>>;
}

fn main() {}
