use apps_script::apps_script;

macro_rules! more_methods {
    () => {};
}

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    more_methods!();

    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
