use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/typed")]
pub trait Inventory {
    async fn counted(&self) -> apps_script::Result<String>;
}

fn main() {}
