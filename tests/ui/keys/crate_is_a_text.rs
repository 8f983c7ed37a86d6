use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", crate = "apps_script")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
