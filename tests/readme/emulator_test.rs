use apps_script::apps_script;
use apps_script_emulator::Emulator;

#[apps_script(id = "AKfycbxExample")]
pub trait Inventory {
    async fn adjust(&self, sku: &str, by: i32) -> apps_script::Result<u32>;
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    std::env::set_current_dir("../examples/inventory")?;
    // …
    Ok(())
}
