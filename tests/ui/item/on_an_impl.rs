use apps_script::apps_script;

struct Inventory;

#[apps_script(id = "AKfycbxInventory")]
impl Inventory {}

fn main() {}
