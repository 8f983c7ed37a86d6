use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn name(&self) -> apps_script::Result<&'static str>;
}

fn main() {}
