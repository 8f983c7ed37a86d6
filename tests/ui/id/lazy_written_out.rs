use std::sync::LazyLock;

use apps_script::apps_script;

#[apps_script(id = LazyLock::new(|| String::from("AKfycbxInventory")))]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
