//! What the job needs of the script.

use apps_script::{Shape, apps_script};
use serde::Deserialize;

/// What is left to do.
#[derive(Debug, Deserialize, Shape)]
pub(crate) struct Plan {
    pub(crate) rows: u64,
    pub(crate) done: u64,
    /// One for each part that has open rows.
    pub(crate) tokens: Vec<String>,
}

/// What one call has done.
#[derive(Debug, Deserialize, Shape)]
pub(crate) struct Progress {
    /// How many rows are between the token of the call and the next one.
    pub(crate) done: u64,
    /// Where to continue; none at the end of the part.
    pub(crate) next: Option<String>,
    /// Another run works on this part, so that this one did nothing.
    pub(crate) busy: bool,
}

/// The functions of `script/Invoices.gs`.
#[apps_script(source = "nightly_job/script")]
pub(crate) trait Invoices {
    /// What is left to do.
    #[function(idempotent)]
    async fn plan(&self) -> apps_script::Result<Plan>;

    /// Does the rows of a part until `seconds` are over.
    ///
    /// It may run twice: rows that are done have a mark, and no two runs work on one part.
    #[function(idempotent)]
    async fn work(&self, token: &str, seconds: f64) -> apps_script::Result<Progress>;
}
