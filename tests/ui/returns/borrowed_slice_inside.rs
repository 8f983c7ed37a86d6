use std::collections::HashMap;

use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn rows(&self) -> apps_script::Result<HashMap<String, Option<&'static [f64]>>>;
}

fn main() {}
