use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn secret(&self) -> apps_script::Result<()>;
}

fn main() {}
