//! The methods that a generated client has itself: their futures outlive the client and the arguments.

use std::path::Path;

use apps_script::{Client, credentials::FixedToken};
use apps_script_emulator::Emulator;
use tokio::task::JoinSet;

/// A module of its own, so that the trait is not in scope where the client is used.
mod script {
    use apps_script::apps_script;

    #[apps_script(id = "AKfycbxInventoryTest")]
    pub(super) trait Inventory {
        async fn adjust(&self, sku: &str, by: i32, reason: Option<&str>) -> apps_script::Result<u32>;
    }
}

#[tokio::test]
async fn a_call_runs_on_when_client_and_arguments_are_gone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/inventory/script");
    let emulator = Emulator::builder().project(folder).start().await.unwrap();
    let client = Client::builder()
        .base_url(emulator.url())
        .credentials(FixedToken::new(emulator.token()))
        .build()
        .unwrap();
    let mut calls = JoinSet::new();
    {
        let inventory = script::InventoryClient::with_id(client, emulator.deployment_id());
        for sku in ["NUT-8", "BOLT-8"].map(String::from) {
            let reason = format!("recount of {sku}");
            calls.spawn(inventory.adjust(&sku, 10, Some(&reason)));
        }
    }
    let mut left: Vec<u32> = calls.join_all().await.into_iter().map(Result::unwrap).collect();
    left.sort_unstable();
    assert_eq!(left, [13, 250]);
}
