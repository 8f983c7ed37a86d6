use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust<const N: usize>(&self, by: [u8; N]) -> apps_script::Result<f64>;
}

fn main() {}
