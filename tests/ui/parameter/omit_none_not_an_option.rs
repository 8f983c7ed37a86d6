use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust(&self, #[parameter(omit_none)] reason: &str) -> apps_script::Result<f64>;
}

fn main() {}
