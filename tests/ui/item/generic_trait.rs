use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory<T> {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
