use apps_script::apps_script;

const DEPLOYMENT: u32 = 7;

#[apps_script(id = DEPLOYMENT)]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
