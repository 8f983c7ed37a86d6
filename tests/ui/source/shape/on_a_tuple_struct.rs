use serde::Serialize;

#[derive(Serialize, apps_script::Shape)]
pub struct Item(pub u32, pub u32);

fn main() {}
