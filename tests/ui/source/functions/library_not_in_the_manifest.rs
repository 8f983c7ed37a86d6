use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    #[function(name = "Leger.book")]
    async fn book(&self) -> apps_script::Result<()>;
}

fn main() {}
