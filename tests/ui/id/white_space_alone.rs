use apps_script::apps_script;

#[apps_script(id = " \n")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn main() {}
