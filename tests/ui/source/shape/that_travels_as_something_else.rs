use serde::Serialize;

#[derive(Serialize, apps_script::Shape)]
#[serde(transparent)]
pub struct Item {
    pub sku: String,
}

fn main() {}
