use std::sync::LazyLock;

use apps_script::apps_script;

static DEPLOYMENT: LazyLock<String> = LazyLock::new(|| String::from("AKfycbxInventory"));

#[apps_script(id = DEPLOYMENT)]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
