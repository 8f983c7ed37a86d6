use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub struct Inventory;

fn main() {}
