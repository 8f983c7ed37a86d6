use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
async fn total() -> apps_script::Result<f64> {
    Ok(0.0)
}

fn main() {}
