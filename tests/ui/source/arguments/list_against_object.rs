use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn tag(&self, sku: &str, flag: bool, tags: &[&str], prices: Vec<f64>) -> apps_script::Result<()>;
}

fn main() {}
