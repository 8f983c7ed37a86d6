use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn with_timeout(&self, seconds: u32) -> apps_script::Result<f64>;
}

fn main() {}
