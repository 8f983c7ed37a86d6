use apps_script::apps_script;

type Answer<T> = apps_script::Result<T>;

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn title(&self) -> Answer<u32>;
}

fn main() {}
