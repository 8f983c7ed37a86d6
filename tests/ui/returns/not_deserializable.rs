use apps_script::apps_script;

pub struct Item;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn item(&self) -> apps_script::Result<Item>;
}

fn main() {}
