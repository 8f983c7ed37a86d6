use apps_script::{Table, apps_script};

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/grid")]
pub trait Grids {
    async fn inside(&self) -> apps_script::Result<Table<(String, u8)>>;
}

fn main() {}
