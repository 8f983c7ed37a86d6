use apps_script::apps_script;

#[apps_script(id = option_env!("APPS_SCRIPT_ID"))]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
