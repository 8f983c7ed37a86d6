use apps_script::{Client, apps_script};

#[apps_script]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn inventory(client: Client) -> InventoryClient {
    InventoryClient::new(client)
}

fn main() {}
