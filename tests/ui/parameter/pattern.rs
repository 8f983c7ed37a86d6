use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust(&self, (sku, by): (&str, i32)) -> apps_script::Result<f64>;
}

fn main() {}
