use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn report(&self) -> apps_script::Result<Vec<u8>>;
}

fn main() {}
