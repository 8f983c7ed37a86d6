use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn refresh(&self);
}

fn main() {}
