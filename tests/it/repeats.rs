//! What the trait and a handle say about repeated calls.

use std::{path::Path, time::Duration};

use apps_script::{ErrorKind, apps_script, retry::RetryPolicy};
use apps_script_emulator::{Emulator, Fault};

#[apps_script(blocking)]
trait Inventory {
    #[function(retry = "never")]
    async fn adjust(&self, sku: &str, by: i32) -> apps_script::Result<u32>;
    async fn total(&self) -> apps_script::Result<f64>;
    #[function(name = "lowStock", idempotent)]
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<serde_json::Value>;
}

/// An emulator that refuses the next two calls before their functions start.
async fn refusing() -> (Emulator, InventoryClient) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/inventory/script");
    let emulator = Emulator::builder().project(folder).start().await.unwrap();
    emulator.fault(Fault::status(429).for_next(2));
    let inventory = InventoryClient::from_vars(emulator.vars()).unwrap();
    (emulator, inventory)
}

/// One that repeats at once.
fn impatient() -> RetryPolicy {
    RetryPolicy::default().first_delay(Duration::ZERO)
}

#[tokio::test]
async fn a_method_may_say_that_it_is_never_repeated() {
    let (emulator, inventory) = refusing().await;
    for inventory in [inventory.clone(), inventory.with_retry(impatient())] {
        let error = inventory.adjust("NUT-8", -1).await.unwrap_err();
        assert_eq!((error.kind(), error.tries()), (ErrorKind::RateLimited, 1));
    }
    assert!(emulator.pending_faults().is_empty() && emulator.executions().is_empty());
}

#[tokio::test]
async fn a_handle_has_a_policy_of_its_own() {
    let (emulator, inventory) = refusing().await;
    let once = inventory.clone().with_retry(RetryPolicy::none());
    assert_eq!(once.total().await.unwrap_err().tries(), 1);
    assert_eq!(once.low_stock(5).await.unwrap_err().tries(), 1);
    assert!(emulator.pending_faults().is_empty());

    emulator.fault(Fault::status(429).for_next(2));
    assert!(inventory.with_retry(impatient()).total().await.is_ok());
    assert!(emulator.pending_faults().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocking_client_has_one_too() {
    let (emulator, _) = refusing().await;
    let inventory = BlockingInventoryClient::from_vars(emulator.vars()).unwrap();
    let call = move || inventory.with_retry(RetryPolicy::none()).total();
    let error = tokio::task::spawn_blocking(call).await.unwrap().unwrap_err();
    assert_eq!(error.tries(), 1);
}
