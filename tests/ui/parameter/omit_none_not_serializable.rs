use apps_script::apps_script;

pub struct Reason;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn adjust(&self, #[parameter(omit_none)] reason: Option<Reason>) -> apps_script::Result<f64>;
}

fn main() {}
