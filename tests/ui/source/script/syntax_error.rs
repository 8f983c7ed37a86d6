use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/broken")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
