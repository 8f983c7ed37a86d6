use std::{borrow::Cow, fmt, sync::Arc};

use crate::{call::Call, settings::Settings, target::Target};

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

impl Client {
    /// A call of `function` in the deployment `id`, for scripts that no trait describes.
    ///
    /// If `id` is not a deployment ID, but a URL or a script ID for example, the call fails with
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) before anything is sent.
    ///
    /// ```no_run
    /// # async fn run(client: apps_script::Client) -> apps_script::Result<()> {
    /// let skus = client.call("AKfycbxExample", "lowStock").parameter(&5)?.idempotent().send::<Vec<String>>().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn call(&self, id: impl Into<Cow<'static, str>>, function: impl Into<Cow<'static, str>>) -> Call {
        Call::new(self.clone(), Target::new(id.into(), function.into()))
    }
}

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
