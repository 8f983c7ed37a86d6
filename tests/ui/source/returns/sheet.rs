use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn sheet(&self) -> apps_script::Result<Vec<Vec<String>>>;
}

fn main() {}
