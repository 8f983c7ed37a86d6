use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn low_stock(&self) -> apps_script::Result<f64>;

    async fn low__stock(&self) -> apps_script::Result<f64>;
}

fn main() {}
