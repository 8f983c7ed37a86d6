//! The blocking client works wherever a thread may be blocked, and says so where it may not.

use std::{path::Path, rc::Rc, sync::Arc, thread};

use apps_script::{Error, ErrorKind, Executed, apps_script};
use apps_script_emulator::Emulator;
use serde::{Deserialize, Deserializer};
use tokio::{
    runtime::{Builder, Runtime},
    task,
};

/// A value that cannot leave its thread.
struct Total(Rc<f64>);

impl<'de> Deserialize<'de> for Total {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(|total| Self(Rc::new(total)))
    }
}

#[apps_script(blocking)]
trait Inventory {
    async fn adjust(
        &self,
        sku: &str,
        by: i32,
        #[parameter(omit_none)] reason: Option<&str>,
    ) -> apps_script::Result<u32>;
    async fn total(&self) -> apps_script::Result<Total>;
    async fn item(&self, sku: &str) -> apps_script::Result<()>;
}

/// An emulator on threads of its own.
struct Served {
    emulator: Emulator,
    inventory: BlockingInventoryClient,
    _runtime: Runtime,
}

fn served() -> Served {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/inventory/script");
    let emulator = runtime
        .block_on(Emulator::builder().project(folder).start())
        .unwrap();
    let inventory = BlockingInventoryClient::from_vars(emulator.vars()).unwrap();
    Served {
        emulator,
        inventory,
        _runtime: runtime,
    }
}

fn single_threaded() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn works(inventory: &BlockingInventoryClient) -> bool {
    inventory.adjust("NUT-8", 1, None).is_ok() && *inventory.total().unwrap().0 > 0.0
}

#[test]
fn in_plain_threads() {
    let served = served();
    assert!(works(&served.inventory));
    thread::scope(|scope| assert!(scope.spawn(|| works(&served.inventory)).join().unwrap()));
}

#[test]
fn in_many_threads_at_once() {
    let served = served();
    thread::scope(|scope| {
        let inventory = &served.inventory;
        let calls: Vec<_> = (0..24)
            .map(|by| scope.spawn(move || inventory.adjust("NUT-8", by, None)))
            .collect();
        for (call, left) in calls.into_iter().zip(240..) {
            assert_eq!(call.join().unwrap().unwrap(), left);
        }
    });
    assert_eq!(served.emulator.executions().len(), 24);
}

#[test]
fn while_a_runtime_is_entered() {
    let served = served();
    for runtime in [single_threaded(), Runtime::new().unwrap()] {
        let _entered = runtime.enter();
        assert!(works(&served.inventory));
    }
}

#[test]
fn on_threads_for_blocking_work() {
    let served = served();
    for runtime in [single_threaded(), Runtime::new().unwrap()] {
        let inventory = served.inventory.clone();
        let call = runtime.block_on(runtime.spawn_blocking(move || works(&inventory)));
        assert!(call.unwrap());
    }
}

#[test]
fn where_a_worker_has_given_up_its_place() {
    let served = served();
    let runtime = Runtime::new().unwrap();
    let inventory = served.inventory.clone();
    let call = runtime.block_on(runtime.spawn(async move { task::block_in_place(|| works(&inventory)) }));
    assert!(call.unwrap());
    assert!(runtime.block_on(async { task::block_in_place(|| works(&served.inventory)) }));
}

fn assert_refused(error: &Error) {
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::Configuration, Executed::No)
    );
    assert_eq!(
        error.to_string(),
        "a blocking call in async code would block the async runtime"
    );
    assert!(error.help().is_some_and(|help| help.contains("spawn_blocking")));
}

#[test]
fn async_code_is_told_what_to_do() {
    let served = served();
    for runtime in [single_threaded(), Runtime::new().unwrap()] {
        let inventory = served.inventory.clone();
        assert_refused(&runtime.block_on(async { inventory.item("NUT-8") }).unwrap_err());
        let spawned = runtime.spawn(async move { inventory.item("NUT-8") });
        assert_refused(&runtime.block_on(spawned).unwrap().unwrap_err());
        let local = task::LocalSet::new();
        let in_set = local.block_on(&runtime, async { served.inventory.item("NUT-8") });
        assert_refused(&in_set.unwrap_err());
    }
    assert!(served.emulator.executions().is_empty());
}

/// tokio keeps no account of these, so that the call cannot know where it is; it must end all the same.
#[test]
fn in_async_code_without_a_budget() {
    let served = served();
    let called = async { works(&served.inventory) };
    assert!(Runtime::new().unwrap().block_on(task::unconstrained(called)));
}

/// What is tested with the fake.
fn restock(inventory: &impl BlockingInventory) -> apps_script::Result<u32> {
    inventory.adjust("BOLT-8", 10, Some("restock"))
}

struct Fake;

impl BlockingInventory for Fake {
    fn adjust(&self, _sku: &str, by: i32, reason: Option<&str>) -> apps_script::Result<u32> {
        Ok(by.unsigned_abs() + u32::from(reason.is_some()))
    }

    fn total(&self) -> apps_script::Result<Total> {
        Ok(Total(Rc::new(1.5)))
    }

    fn item(&self, _sku: &str) -> apps_script::Result<()> {
        Ok(())
    }
}

#[test]
fn blocking_code_takes_fakes_pointers_and_the_client() {
    assert_eq!(restock(&Fake).unwrap(), 11);
    let object: Arc<dyn BlockingInventory> = Arc::new(Fake);
    assert_eq!(restock(&object).unwrap(), 11);
    assert_eq!(restock(&Box::new(&Fake)).unwrap(), 11);
    let served = served();
    assert_eq!(restock(&served.inventory).unwrap(), 13);
    let object: Box<dyn BlockingInventory + Send + Sync> = Box::new(served.inventory.clone());
    assert_eq!(restock(&object).unwrap(), 13);
}

mockall::mock! {
    Inventory {}

    impl BlockingInventory for Inventory {
        fn adjust<'a>(&self, sku: &str, by: i32, reason: Option<&'a str>) -> apps_script::Result<u32>;
        fn total(&self) -> apps_script::Result<Total>;
        fn item(&self, sku: &str) -> apps_script::Result<()>;
    }
}

#[test]
fn blocking_code_takes_mocks() {
    let mut mock = MockInventory::new();
    mock.expect_adjust()
        .withf(|sku, by, reason| sku == "BOLT-8" && *by == 10 && *reason == Some("restock"))
        .times(1)
        .returning(|_, _, _| Ok(13));
    assert_eq!(restock(&mock).unwrap(), 13);
}
