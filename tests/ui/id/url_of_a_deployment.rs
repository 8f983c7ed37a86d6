use apps_script::apps_script;

#[apps_script(id = "https://script.google.com/macros/s/AKfycbxInventory-1_2/exec")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
