use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn store(&self, item: &str) -> apps_script::Result<()>;
}

fn main() {}
