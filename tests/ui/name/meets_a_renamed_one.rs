use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;

    #[function(name = "total")]
    async fn sum(&self) -> apps_script::Result<f64>;
}

fn main() {}
