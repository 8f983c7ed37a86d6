use apps_script::{Table, apps_script};

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/grid")]
pub trait Grids {
    async fn store_names(&self, names: &Table<(String, u8)>) -> apps_script::Result<()>;
}

fn main() {}
