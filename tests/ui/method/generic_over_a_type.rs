use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust<T: serde::Serialize + Send>(&self, by: T) -> apps_script::Result<f64>;
}

fn main() {}
