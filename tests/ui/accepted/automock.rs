//! A mock of the trait, by an attribute below ours.
#![deny(warnings)]

use apps_script::apps_script;
use mockall::automock;

#[apps_script(id = "AKfycbxInventory")]
#[cfg_attr(all(), automock)]
pub trait Inventory {
    /// A comment.
    async fn total(&self, sku: &str) -> apps_script::Result<f64>;
    #[function(idempotent)]
    async fn count(&self, #[parameter(omit_none)] least: Option<u32>) -> apps_script::Result<u32>;
}

fn main() {
    let mut mock = MockInventory::new();
    mock.expect_total().returning(|_| Box::pin(std::future::ready(Ok(1.5))));
    drop(mock.total("BOLT-8"));
    let _ = mock.expect_count();
}
