//! A process that is set up by its environment calls the emulator that the environment names.

use std::{path::Path, process::Command};

use apps_script::{Client, apps_script};
use apps_script_emulator::Emulator;

#[apps_script(blocking)]
trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = "AKfycbxDeployedElsewhere")]
trait Deployed {
    async fn total(&self) -> apps_script::Result<f64>;
}

async fn emulator() -> Emulator {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/inventory/script");
    Emulator::builder().project(folder).start().await.unwrap()
}

#[tokio::test]
async fn the_emulators_variables_set_up_every_client() {
    let emulator = emulator().await;
    let inventory = InventoryClient::from_vars(emulator.vars()).unwrap();
    assert!(inventory.total().await.is_ok());
    // The ID of the variables wins over that of the trait.
    let deployed = DeployedClient::from_vars(emulator.vars()).unwrap();
    assert!(deployed.total().await.is_ok());
    let client = Client::from_vars(emulator.vars()).unwrap();
    let call = client.call(emulator.deployment_id().to_owned(), "total");
    assert!(call.send::<f64>().await.is_ok());
    assert_eq!(emulator.executions().len(), 3);
}

#[tokio::test]
async fn another_process_is_set_up_by_its_environment() {
    let emulator = emulator().await;
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args([
            "--exact",
            "environment::in_the_other_process",
            "--ignored",
            "--nocapture",
        ])
        .envs(emulator.vars());
    let output = tokio::task::spawn_blocking(move || child.output().unwrap())
        .await
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(emulator.executions().len(), 3);
}

#[test]
#[ignore = "runs in the process that another test starts"]
fn in_the_other_process() {
    let blocking = BlockingInventoryClient::from_env().unwrap();
    assert!(blocking.total().is_ok());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let inventory = InventoryClient::from_env().unwrap();
    assert!(runtime.block_on(inventory.total()).is_ok());
    let deployed = DeployedClient::from_env().unwrap();
    assert!(runtime.block_on(deployed.total()).is_ok());
}
