//! Calls the inventory script.
fn main() {}
