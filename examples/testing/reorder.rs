//! The code that is tested: it takes any implementation of the trait.

use apps_script::{Executed, apps_script};

/// The functions of `script/Orders.gs`.
#[apps_script(source = "testing/script")]
pub(crate) trait Orders {
    /// The SKUs of which `threshold` or fewer are left.
    #[function(idempotent)]
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<String>>;

    /// Orders an item by mail.
    async fn order(&self, sku: &str, count: u32) -> apps_script::Result<()>;
}

/// What became of the orders.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) ordered: Vec<String>,
    /// Nobody knows whether these are ordered: somebody must look.
    pub(crate) unclear: Vec<String>,
}

/// Orders whatever is low on stock.
pub(crate) async fn reorder(orders: &impl Orders) -> apps_script::Result<Report> {
    let mut report = Report::default();
    for sku in orders.low_stock(5).await? {
        match orders.order(&sku, 100).await {
            Ok(()) => report.ordered.push(sku),
            Err(error) if error.executed() == Executed::Unknown => report.unclear.push(sku),
            Err(error) => return Err(error),
        }
    }
    Ok(report)
}
