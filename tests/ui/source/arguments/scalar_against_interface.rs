use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/typed")]
pub trait Inventory {
    async fn save(&self, line: &str) -> apps_script::Result<()>;
}

fn main() {}
