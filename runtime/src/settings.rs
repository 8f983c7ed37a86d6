use std::{sync::Arc, time::Duration};

use reqwest::{Url, header::HeaderMap};
use tokio::sync::Semaphore;

use crate::{
    credentials::TokenSource,
    http_client::HttpClient,
    retry::{RetryBudget, RetryPolicy},
    send::CheckedRuntime,
};

/// State shared by all clones of a client.
pub(crate) struct Settings {
    pub(crate) http: HttpClient,
    /// Go with every call.
    pub(crate) headers: HeaderMap,
    pub(crate) base_url: Url,
    pub(crate) credentials: Option<Arc<dyn TokenSource>>,
    pub(crate) timeout: Duration,
    pub(crate) queue_timeout: Option<Duration>,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) permits: Semaphore,
    pub(crate) max_response_size: usize,
    pub(crate) dev_mode: bool,
    pub(crate) runtime: CheckedRuntime,
}
