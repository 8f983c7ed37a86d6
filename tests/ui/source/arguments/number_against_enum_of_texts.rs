use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/typed")]
pub trait Inventory {
    async fn lines(&self, kind: u8) -> apps_script::Result<serde_json::Value>;
}

fn main() {}
