//! What the program needs of the script, and the wrapper that takes a permit for each call.

use apps_script::apps_script;

use crate::permits::Permits;

/// The functions of `script/Reports.gs`.
#[apps_script(source = "many_processes/script")]
pub(crate) trait Reports {
    /// A report that takes its time, and returns how many rows it has.
    #[function(idempotent)]
    async fn report(&self, month: u32) -> apps_script::Result<u32>;
}

/// Reports whose calls are limited over all processes.
pub(crate) struct Limited<R> {
    pub(crate) reports: R,
    pub(crate) permits: Permits,
}

impl<R: Reports + Sync> Reports for Limited<R> {
    async fn report(&self, month: u32) -> apps_script::Result<u32> {
        self.permits.during(self.reports.report(month)).await
    }
}
