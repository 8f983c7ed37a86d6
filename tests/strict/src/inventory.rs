//! One trait with every option.

use std::{borrow::Cow, collections::BTreeMap, fmt::Debug, rc::Rc};

use apps_script::apps_script;
use serde::{Deserialize, Serialize};

/// One line of the stock.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What it is ordered by.
    pub sku: String,
    /// How many are left.
    pub stock: u32,
}

/// An error of the user's own.
#[derive(Debug)]
pub struct Failed(pub String);

impl From<apps_script::Error> for Failed {
    fn from(error: apps_script::Error) -> Self {
        Self(error.to_string())
    }
}

/// An alias of the user's own.
pub type Answer<T> = Result<T, Failed>;

/// A counter that no other thread may see.
pub struct Counter(pub Rc<u8>);

impl Serialize for Counter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self.0)
    }
}

/// Stock levels kept in a Google Sheet.
#[apps_script(
    id = "AKfycbxStrict",
    client = StockClient,
    rename_all = "camelCase",
    dev_mode,
    timeout = "1m30s",
    scopes = ["https://www.googleapis.com/auth/spreadsheets"],
    dyn = AnyInventory,
    blocking = WaitingInventory,
    crate = ::apps_script,
)]
pub trait Inventory: Debug + Send + Sync {
    /// Items at or below `threshold`.
    #[function(idempotent)]
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;

    /// Takes items out of the stock.
    #[function(name = "Stock.adjust", timeout = "30s", dev_mode, retry = "never")]
    async fn adjust(
        &self,
        sku: &str,
        by: i32,
        #[parameter(omit_none)] reason: Option<&str>,
        #[parameter(omit_none)] note: Option<String>,
    ) -> Answer<u32>;

    /// Owned and borrowed arguments of many kinds.
    async fn store<'a>(
        &'a self,
        item: &'a Item,
        items: &[Item],
        by_name: BTreeMap<String, Item>,
        name: Cow<'a, str>,
        #[cfg(debug_assertions)] checked: bool,
        #[cfg(not(debug_assertions))] fast: bool,
    ) -> Answer<()>;

    /// A name that Rust keeps for itself.
    async fn r#type(&self, r#match: u8) -> Answer<Option<String>>;

    /// Gone soon.
    #[deprecated = "use `low_stock`"]
    async fn old_low_stock(&self) -> Answer<Vec<Item>>;

    /// Never there.
    #[cfg(any())]
    async fn never(&self) -> Answer<Absent>;

    /// Runs here, and not in the script.
    async fn worth(&self, price: f64) -> Answer<f64> {
        let items = self.low_stock(u32::MAX).await?;
        Ok(items.iter().map(|item| f64::from(item.stock) * price).sum())
    }

    /// Runs here too.
    fn describe(&self) -> String {
        format!("{self:?}")
    }
}

/// Arguments that cannot leave their thread, and a deployment that is known only at run time.
#[apps_script(blocking)]
pub trait Counters {
    /// They are encoded at the call.
    async fn count(&self, cell: &std::cell::Cell<u32>, counter: Counter) -> Answer<u32>;
}

/// Nothing stated but the functions.
#[apps_script(dyn)]
pub trait Totals {
    /// Everything.
    async fn total(&self) -> Answer<f64>;
}
