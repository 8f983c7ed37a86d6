use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self) -> impl Into<f64>;
}

fn main() {}
