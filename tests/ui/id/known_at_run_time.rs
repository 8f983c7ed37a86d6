use apps_script::apps_script;

#[apps_script(id = std::env::var("APPS_SCRIPT_ID").unwrap())]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
