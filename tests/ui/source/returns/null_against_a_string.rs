use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn name_of(&self) -> apps_script::Result<String>;
}

fn main() {}
