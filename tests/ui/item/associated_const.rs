use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    const LIMIT: u32;

    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
