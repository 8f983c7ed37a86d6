use std::{fmt, sync::Arc};

use crate::settings::Settings;

/// Sends calls to scripts. Cheap to clone: all clones share one connection pool, one
/// limit of concurrency and one budget of retries.
///
/// ```
/// use std::time::Duration;
/// use apps_script::{Client, credentials::FixedToken};
///
/// # fn main() -> apps_script::Result<()> {
/// let client = Client::builder()
///     .credentials(FixedToken::new("ya29.a0Af"))
///     .timeout(Duration::from_secs(60))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Settings>);

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url.as_str())
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retry)
            .field("dev_mode", &self.0.dev_mode)
            .finish_non_exhaustive()
    }
}
