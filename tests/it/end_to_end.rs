//! A trait, a client and a script, from one end to the other.

use std::{path::PathBuf, time::Duration};

use apps_script::{Client, ErrorKind, Executed, apps_script, credentials::FixedToken};
use apps_script_emulator::Emulator;
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
struct Item {
    sku: String,
    stock: u32,
    price: f64,
}

#[apps_script(id = "AKfycbxInventoryTest", dyn)]
trait Inventory {
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;
    async fn item(&self, sku: &str) -> apps_script::Result<Item>;
    async fn adjust(
        &self,
        sku: &str,
        by: i32,
        #[parameter(omit_none)] reason: Option<&str>,
    ) -> apps_script::Result<u32>;
    #[function(name = "total")]
    async fn total(&self) -> apps_script::Result<f64>;
    #[function(name = "total")]
    async fn total_as_text(&self) -> apps_script::Result<String>;
    #[function(name = "note")]
    async fn note(&self, text: &str) -> apps_script::Result<()>;
    #[function(name = "note")]
    async fn note_number(&self, number: f64) -> apps_script::Result<()>;
    async fn missing(&self) -> apps_script::Result<()>;
}

async fn emulator() -> Emulator {
    let script = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../examples/inventory/script"
    ));
    Emulator::builder().project(script).start().await.unwrap()
}

fn client(emulator: &Emulator, token: &str) -> Client {
    Client::builder()
        .base_url(emulator.url())
        .credentials(FixedToken::new(token))
        .build()
        .unwrap()
}

async fn inventory() -> (Emulator, InventoryClient) {
    let emulator = emulator().await;
    let client = client(&emulator, emulator.token());
    let inventory = InventoryClient::with_id(client, emulator.deployment_id());
    (emulator, inventory)
}

#[tokio::test]
async fn values_come_back() {
    let (emulator, inventory) = inventory().await;
    let drill = Item {
        sku: "DRILL-1".into(),
        stock: 5,
        price: 149.0,
    };
    assert_eq!(inventory.item("DRILL-1").await.unwrap(), drill);
    assert_eq!(inventory.low_stock(5).await.unwrap().len(), 2);
    assert_eq!(inventory.adjust("NUT-8", -40, None).await.unwrap(), 200);
    assert!((inventory.total().await.unwrap() - 912.25).abs() < 1e-9);
    inventory.note("counted").await.unwrap();
    let log = emulator
        .executions()
        .into_iter()
        .flat_map(|execution| execution.logs);
    let log: Vec<String> = log.map(|entry| entry.message).collect();
    assert_eq!(
        log,
        ["NUT-8: -40 (counted)", "counted"],
        "an omitted argument takes the script's default"
    );
}

#[tokio::test]
async fn failures_say_what_happened() {
    let (emulator, inventory) = inventory().await;
    let thrown = inventory.item("NONE").await.unwrap_err();
    assert_eq!(
        (thrown.kind(), thrown.executed()),
        (ErrorKind::Script, Executed::Yes)
    );
    let exception = thrown.exception().unwrap();
    assert_eq!(exception.class.as_deref(), Some("RangeError"));
    let frames: Vec<&str> = exception
        .stack
        .iter()
        .map(|frame| frame.function.as_str())
        .collect();
    assert_eq!(frames, ["itemOf_", "item"]);

    let missing = inventory.missing().await.unwrap_err();
    assert_eq!(
        (missing.kind(), missing.executed()),
        (ErrorKind::NotFound, Executed::No)
    );
    let mismatch = inventory.total_as_text().await.unwrap_err();
    assert_eq!(
        (mismatch.kind(), mismatch.executed()),
        (ErrorKind::Decode, Executed::Yes)
    );
    assert!(
        mismatch
            .to_string()
            .contains("result: expected a string, found floating point"),
        "{mismatch}"
    );

    let before = emulator.executions().len();
    let refused = inventory.note_number(f64::NAN).await.unwrap_err();
    assert_eq!(
        (refused.kind(), refused.executed()),
        (ErrorKind::Encode, Executed::No)
    );
    assert!(
        refused.to_string().contains("the parameter `number`"),
        "{refused}"
    );
    assert_eq!(emulator.executions().len(), before, "nothing was sent");
}

#[tokio::test]
async fn refused_calls_do_not_run() {
    let emulator = emulator().await;
    let stranger = InventoryClient::with_id(client(&emulator, "ya29.wrong"), emulator.deployment_id());
    assert_eq!(stranger.total().await.unwrap_err().kind(), ErrorKind::Auth);
    let lost = InventoryClient::new(client(&emulator, emulator.token()));
    let error = lost.total().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(format!("{error:#}").contains("deployment ID"), "{error:#}");
    let anonymous = Client::builder().base_url(emulator.url()).build().unwrap();
    let anonymous = InventoryClient::with_id(anonymous, emulator.deployment_id());
    assert_eq!(anonymous.total().await.unwrap_err().kind(), ErrorKind::Auth);
    assert!(emulator.executions().is_empty());
}

#[tokio::test]
async fn a_handle_passes_calls_on() {
    let (_emulator, inventory) = inventory().await;
    let handle = DynInventory::new(inventory.with_timeout(Duration::from_secs(20)));
    let spawned = tokio::spawn({
        let handle = handle.clone();
        async move { handle.adjust("GLUE-2", -8, Some("sold")).await }
    });
    assert_eq!(spawned.await.unwrap().unwrap(), 10);
}
