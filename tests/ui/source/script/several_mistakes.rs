use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn titel(&self) -> apps_script::Result<String>;
    async fn adjust(&self, sku: u32, by: &str) -> apps_script::Result<bool>;
    async fn refresh(&self, deep: bool) -> apps_script::Result<()>;
}

fn main() {}
