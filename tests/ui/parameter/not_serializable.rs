use apps_script::apps_script;

pub struct Change;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust(&self, change: Change) -> apps_script::Result<f64>;
}

fn main() {}
