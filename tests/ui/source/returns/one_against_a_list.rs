use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<String>;
}

fn main() {}
