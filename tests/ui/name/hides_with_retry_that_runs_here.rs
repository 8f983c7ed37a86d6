use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;

    async fn with_retry(&self) -> apps_script::Result<f64> {
        self.total().await
    }
}

fn main() {}
