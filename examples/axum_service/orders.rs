//! What the service needs of the script.

use apps_script::apps_script;
use serde::{Deserialize, Serialize};

/// One order.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Order {
    pub(crate) number: u32,
    pub(crate) customer: String,
    pub(crate) total: f64,
}

/// The functions of `script/Orders.gs`. `dyn` makes `DynOrders`, which the routes hold.
#[apps_script(dyn)]
pub(crate) trait Orders {
    /// One order, if there is one with that number.
    #[function(idempotent, timeout = "30s")]
    async fn order(&self, number: u32) -> apps_script::Result<Option<Order>>;

    /// Every order of at least `least`.
    #[function(idempotent, timeout = "30s")]
    async fn orders(&self, #[parameter(omit_none)] least: Option<f64>) -> apps_script::Result<Vec<Order>>;
}
