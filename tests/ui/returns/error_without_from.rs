use apps_script::apps_script;

#[derive(Debug)]
pub struct MyError;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self) -> Result<f64, MyError>;
}

fn main() {}
