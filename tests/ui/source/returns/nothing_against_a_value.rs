use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn refresh(&self) -> apps_script::Result<u32>;
}

fn main() {}
