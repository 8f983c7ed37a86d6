use apps_script::apps_script;

#[trait_variant::make(Send)]
#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    /// A comment.
    async fn total(&self, sku: &str) -> apps_script::Result<f64>;
    #[function(idempotent)]
    async fn count(&self, #[parameter(omit_none)] least: Option<u32>) -> apps_script::Result<u32>;
}

fn main() {}
