//! Two ways to test code that calls a script, without the script: a fake by hand, and one of `mockall`.

#![deny(warnings)]
use std::sync::atomic::{AtomicU32, Ordering};

use apps_script::{Error, ErrorKind, Exception, Executed, apps_script};
use mockall::{mock, predicate::eq};

#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
struct Item {
    sku: String,
    stock: u32,
}

/// An error of the application's own.
#[derive(Debug)]
enum AppError {
    Script(Error),
    TooMuch,
}

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        Self::Script(error)
    }
}

#[apps_script(id = "AKfycbxMocked", dyn)]
trait Inventory {
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;
    async fn adjust(
        &self,
        sku: &str,
        by: i32,
        #[parameter(omit_none)] reason: Option<&str>,
    ) -> Result<u32, AppError>;
}

/// What is tested with the fakes.
async fn restock(inventory: &impl Inventory) -> Result<u32, AppError> {
    let mut ordered = 0;
    for item in inventory.low_stock(5).await? {
        ordered += inventory.adjust(&item.sku, 10, Some("restock")).await?;
    }
    Ok(ordered)
}

#[derive(Default)]
struct Fake {
    adjusted: AtomicU32,
}

impl Inventory for Fake {
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>> {
        let items = [("BOLT-8", 3), ("NUT-8", 240)];
        let low = items.into_iter().filter(|(_, stock)| *stock <= threshold);
        Ok(low
            .map(|(sku, stock)| Item {
                sku: sku.into(),
                stock,
            })
            .collect())
    }

    async fn adjust(&self, _sku: &str, by: i32, _reason: Option<&str>) -> Result<u32, AppError> {
        self.adjusted.fetch_add(1, Ordering::Relaxed);
        u32::try_from(by).map_err(|_| AppError::TooMuch)
    }
}

#[tokio::test]
async fn a_fake_by_hand_is_plain_async_functions() {
    let fake = Fake::default();
    assert_eq!(restock(&fake).await.unwrap(), 10);
    assert_eq!(fake.adjusted.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_fake_stands_behind_the_handle_and_in_a_task() {
    let handle = DynInventory::new(Fake::default());
    let task = tokio::spawn(async move { restock(&handle).await });
    assert_eq!(task.await.unwrap().unwrap(), 10);
}

mock! {
    Inventory {}

    impl Inventory for Inventory {
        async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;
        async fn adjust<'a>(&self, sku: &str, by: i32, reason: Option<&'a str>) -> Result<u32, AppError>;
    }
}

#[tokio::test]
async fn a_mock_of_mockall_expects_calls() {
    let mut mock = MockInventory::new();
    mock.expect_low_stock().with(eq(5)).times(1).returning(|_| {
        Ok(vec![Item {
            sku: "BOLT-8".into(),
            stock: 3,
        }])
    });
    mock.expect_adjust()
        .withf(|sku, by, reason| sku == "BOLT-8" && *by == 10 && *reason == Some("restock"))
        .times(1)
        .returning(|_, _, _| Err(AppError::TooMuch));
    match restock(&mock).await {
        Err(AppError::TooMuch) => {}
        Err(AppError::Script(error)) => panic!("{error}"),
        Ok(ordered) => panic!("{ordered} were ordered"),
    }
}

#[tokio::test]
async fn a_mock_of_mockall_stands_behind_the_handle() {
    let mut mock = MockInventory::new();
    mock.expect_low_stock().returning(|_| Ok(Vec::new()));
    let handle = DynInventory::new(mock);
    let task = tokio::spawn(async move { handle.clone().low_stock(1).await });
    assert_eq!(task.await.unwrap().unwrap(), []);
}

/// `#[automock]` below the attribute sees methods that return `impl Future`: an expectation returns a boxed future.
mod automocked {
    use apps_script::apps_script;
    use mockall::automock;

    #[apps_script(id = "AKfycbxMocked", dyn)]
    #[automock]
    pub(super) trait Stock {
        #[function(idempotent)]
        async fn count(&self, least: u32) -> apps_script::Result<u32>;

        async fn rename(&self, sku: &str, name: String) -> apps_script::Result<()>;
    }
}

#[tokio::test]
async fn a_mock_of_automock_returns_boxed_futures() {
    use automocked::{DynStock, MockStock, Stock};

    async fn renamed(stock: impl Stock) -> apps_script::Result<u32> {
        stock.rename("BOLT-8", "Bolt".into()).await?;
        stock.count(5).await
    }
    let expecting = || {
        let mut mock = MockStock::new();
        mock.expect_count()
            .with(eq(5))
            .times(1)
            .returning(|least| Box::pin(async move { Ok(least + 1) }));
        mock.expect_rename()
            .withf(|sku, name| sku == "BOLT-8" && name == "Bolt")
            .returning(|_, _| Box::pin(std::future::ready(Ok(()))));
        mock
    };
    assert_eq!(renamed(expecting()).await.unwrap(), 6);
    assert_eq!(renamed(&expecting()).await.unwrap(), 6);
    assert_eq!(renamed(std::sync::Arc::new(expecting())).await.unwrap(), 6);
    let handle = DynStock::new(expecting());
    assert_eq!(tokio::spawn(renamed(handle)).await.unwrap().unwrap(), 6);
}

/// Fails as a script does that refuses to sell more than there is.
struct Sold;

#[derive(serde::Deserialize)]
struct Refused {
    left: u32,
}

impl Inventory for Sold {
    async fn low_stock(&self, _threshold: u32) -> apps_script::Result<Vec<Item>> {
        Err(Error::simulated(ErrorKind::Service, "the service is unavailable").with_status(503))
    }

    async fn adjust(&self, _sku: &str, _by: i32, _reason: Option<&str>) -> Result<u32, AppError> {
        let thrown = Exception::simulated("Error", r#"{"left": 3}"#).with_frame("adjust", 12);
        Err(Error::simulated(ErrorKind::Script, "the script threw")
            .with_exception(thrown)
            .into())
    }
}

#[tokio::test]
async fn a_fake_fails_as_a_script_does() {
    let error = Sold.low_stock(5).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.executed(), error.status(), error.help()),
        (ErrorKind::Service, Executed::Unknown, Some(503), None)
    );
    let Err(AppError::Script(error)) = Sold.adjust("BOLT-8", -4, None).await else {
        panic!("it fails");
    };
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::Script, Executed::Yes)
    );
    assert_eq!(error.script::<Refused>().map(|refused| refused.left), Some(3));
    assert_eq!(format!("{error:#}"), "the script threw\n    at adjust (line 12)");
}

#[tokio::test]
async fn a_mock_fails_as_a_script_does() {
    let mut mock = MockInventory::new();
    mock.expect_low_stock().returning(|_| {
        Err(Error::simulated(ErrorKind::RateLimited, "too many calls").with_help("call less often"))
    });
    let Err(AppError::Script(error)) = restock(&mock).await else {
        panic!("it fails");
    };
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::RateLimited, Executed::No)
    );
    assert_eq!(error.help(), Some("call less often"));
}
