use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

struct Fake;

impl Inventory for Fake {
    async fn total(&self) -> apps_script::Result<f64> {
        let shared = std::rc::Rc::new(1.0);
        std::future::ready(()).await;
        Ok(*shared)
    }
}

fn main() {}
