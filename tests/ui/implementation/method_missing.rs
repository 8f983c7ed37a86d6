use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

struct Fake;

impl Inventory for Fake {}

fn main() {}
