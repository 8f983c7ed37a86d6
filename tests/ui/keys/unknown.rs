use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", retries = 3)]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
