use apps_script::apps_script;

#[apps_script(timeout = "30s")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {
    println!("{}", InventoryClient::DEPLOYMENT_ID);
}
