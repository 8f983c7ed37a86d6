use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    #[function(retry = "never", idempotent)]
    async fn total(&self) -> apps_script::Result<f64>;

    #[function(idempotent, retry = "never")]
    async fn count(&self) -> apps_script::Result<f64>;
}

fn main() {}
