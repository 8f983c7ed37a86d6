use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", rename_all = "kebab-case")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
