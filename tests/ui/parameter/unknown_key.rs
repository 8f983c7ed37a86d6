use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust(&self, #[parameter(omit_nome)] reason: Option<&str>) -> apps_script::Result<f64>;
}

fn main() {}
