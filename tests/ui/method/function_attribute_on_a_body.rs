use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    #[function(idempotent)]
    async fn total(&self) -> apps_script::Result<f64> {
        Ok(1.0)
    }
}

fn main() {}
