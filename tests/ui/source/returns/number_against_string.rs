use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn adjust(&self, sku: &str, by: i32) -> apps_script::Result<String>;
}

fn main() {}
