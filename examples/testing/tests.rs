use std::sync::Mutex;

use apps_script::{Error, ErrorKind, Executed};
use apps_script_emulator::Fault;
use mockall::predicate::eq;

use super::*;
use crate::reorder::{Orders, Report};

/// The first way: an implementation by hand. It keeps what it is called with, and needs nothing else.
#[derive(Default)]
struct Fake {
    low: Vec<String>,
    ordered: Mutex<Vec<(String, u32)>>,
}

impl Orders for Fake {
    async fn low_stock(&self, _threshold: u32) -> apps_script::Result<Vec<String>> {
        Ok(self.low.clone())
    }

    async fn order(&self, sku: &str, count: u32) -> apps_script::Result<()> {
        self.ordered.lock().unwrap().push((sku.to_owned(), count));
        Ok(())
    }
}

#[tokio::test]
async fn by_a_fake_by_hand() {
    let fake = Fake {
        low: vec!["BOLT-8".into(), "GLUE-2".into()],
        ..Fake::default()
    };
    let report = reorder(&fake).await.unwrap();
    assert_eq!(report.ordered, ["BOLT-8", "GLUE-2"]);
    let ordered = fake.ordered.into_inner().unwrap();
    assert_eq!(ordered, [("BOLT-8".to_owned(), 100), ("GLUE-2".to_owned(), 100)]);
}

// The second way: expectations of how it is called.
mockall::mock! {
    Orders {}

    impl Orders for Orders {
        async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<String>>;
        async fn order(&self, sku: &str, count: u32) -> apps_script::Result<()>;
    }
}

/// Errors that are hard to bring about are simulated: here, a connection that was lost while the script ran.
#[tokio::test]
async fn by_mockall() {
    let mut mock = MockOrders::new();
    mock.expect_low_stock()
        .with(eq(5))
        .returning(|_| Ok(vec!["BOLT-8".into()]));
    mock.expect_order().times(1).returning(|_, _| {
        let lost = Error::simulated(ErrorKind::Transport, "connection lost");
        Err(lost.with_executed(Executed::Unknown))
    });
    let report = reorder(&mock).await.unwrap();
    assert_eq!(report.unclear, ["BOLT-8"]);
}

/// The third way: the script itself, with its sheet before and its mails after.
#[tokio::test]
async fn by_the_emulator() {
    let emulator = emulator().unwrap().start().await.unwrap();
    let orders = OrdersClient::from_vars(emulator.vars()).unwrap();
    let report = reorder(&orders).await.unwrap();
    assert_eq!(report.ordered, ["BOLT-8"]);
    let outbox = emulator.outbox();
    assert_eq!(outbox.len(), 1);
    assert_eq!(outbox[0].subject, "Order of BOLT-8");
}

/// The emulator also breaks connections, here after the script has run. `order` is not idempotent, so that it is not
/// called again, and the report says that somebody must look.
#[tokio::test]
async fn by_the_emulator_with_a_fault() {
    let emulator = emulator().unwrap().start().await.unwrap();
    emulator.fault(Fault::dropped_after_run().for_function("order"));
    let orders = OrdersClient::from_vars(emulator.vars()).unwrap();
    let report = reorder(&orders).await.unwrap();
    let expected = Report {
        unclear: vec!["BOLT-8".into()],
        ..Report::default()
    };
    assert_eq!(report, expected);
    assert_eq!(emulator.outbox().len(), 1);
}
