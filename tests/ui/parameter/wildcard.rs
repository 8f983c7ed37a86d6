use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust(&self, _: &str) -> apps_script::Result<f64>;
}

fn main() {}
