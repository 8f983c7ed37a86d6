//! A table fits wherever the script may have a list of lists.

use apps_script::{Table, apps_script};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
pub struct Order {
    pub sku: String,
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/grid")]
pub trait Grids {
    async fn grid(&self) -> apps_script::Result<Table<Order>>;
    async fn documented(&self) -> apps_script::Result<apps_script::Table<(String, f64)>>;
    async fn list(&self) -> apps_script::Result<Table<Option<Order>>>;
    async fn objects(&self) -> apps_script::Result<Box<Table<Order>>>;
    async fn perhaps_rows(&self) -> apps_script::Result<Table<Vec<String>>>;
    async fn untyped(&self) -> apps_script::Result<Table<Order>>;
    async fn any_object(&self) -> apps_script::Result<Table<Order>>;
    async fn perhaps(&self) -> apps_script::Result<Option<Table<Order>>>;
    #[function(name = "store")]
    async fn store(&self, values: &Table<Order>) -> apps_script::Result<()>;
    #[function(name = "store")]
    async fn store_borrowed(&self, values: Table<&Order>) -> apps_script::Result<()>;
}

fn main() {}
