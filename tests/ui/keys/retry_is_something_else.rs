use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    #[function(retry = "3")]
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
