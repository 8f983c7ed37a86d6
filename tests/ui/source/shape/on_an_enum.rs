use serde::Serialize;

#[derive(Serialize, apps_script::Shape)]
pub enum Item {
    Box,
}

fn main() {}
