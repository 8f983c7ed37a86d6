use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = script)]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
