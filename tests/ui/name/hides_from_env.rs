use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn from_env(&self) -> apps_script::Result<f64>;
}

fn main() {}
