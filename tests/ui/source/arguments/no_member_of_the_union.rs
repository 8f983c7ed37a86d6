use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn by_key(&self, key: bool) -> apps_script::Result<()>;
}

fn main() {}
