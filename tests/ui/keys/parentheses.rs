use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", timeout("30s"))]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
