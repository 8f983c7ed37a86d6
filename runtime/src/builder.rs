use std::{fmt, sync::Arc, time::Duration};

use reqwest::redirect;
use tokio::sync::Semaphore;

use crate::{
    client::Client,
    credentials::TokenSource,
    error::{Error, ErrorKind, Executed},
    retry::RetryPolicy,
    secure_url,
    settings::Settings,
};

/// Where Google serves the Apps Script API.
const GOOGLE: &str = "https://script.googleapis.com";

/// A script may run for 6 minutes; half a minute is for the way there and back.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(390);

/// Google runs about 30 scripts at a time for one user.
const DEFAULT_CONCURRENCY: usize = 30;

const DEFAULT_RESPONSE_SIZE: usize = 64 * 1024 * 1024;

impl Client {
    /// What a client is made with.
    #[must_use]
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

/// Makes a [`Client`].
pub struct ClientBuilder {
    credentials: Option<Arc<dyn TokenSource>>,
    base_url: String,
    http: Option<reqwest::Client>,
    timeout: Duration,
    retry: RetryPolicy,
    max_concurrency: usize,
    max_response_size: usize,
    user_agent: Option<String>,
    dev_mode: bool,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            credentials: None,
            base_url: GOOGLE.to_owned(),
            http: None,
            timeout: DEFAULT_TIMEOUT,
            retry: RetryPolicy::default(),
            max_concurrency: DEFAULT_CONCURRENCY,
            max_response_size: DEFAULT_RESPONSE_SIZE,
            user_agent: None,
            dev_mode: false,
        }
    }
}

impl ClientBuilder {
    /// Where access tokens come from. Without credentials, every call ends with [`ErrorKind::Auth`].
    #[must_use]
    pub fn credentials(mut self, credentials: impl TokenSource) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Where the API is, if not at Google: an emulator, a proxy. Plain http is taken for this machine only,
    /// since a token goes with every request.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Sends through this HTTP client. Let it follow no redirects: the default client does not, so that no
    /// call is sent to where it was not meant for.
    #[must_use]
    pub fn http(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// How long a call may take with all its tries, waiting for a permit and for a token included; 390 seconds
    /// if not given, since a script may run for 6 minutes.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// When a call is repeated.
    #[must_use]
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// How many calls may be under way at once; further ones wait in line. 30 if not given, Google's limit for
    /// one user; 0 counts as 1.
    #[must_use]
    pub fn max_concurrency(mut self, calls: usize) -> Self {
        self.max_concurrency = calls.clamp(1, Semaphore::MAX_PERMITS);
        self
    }

    /// How long an answer may be, in bytes, unpacked; 64 MiB if not given.
    #[must_use]
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// What the client calls itself in the requests.
    #[must_use]
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Runs the newest saved code in place of the deployed version. Only the script's owner may.
    #[must_use]
    pub fn dev_mode(mut self, dev_mode: bool) -> Self {
        self.dev_mode = dev_mode;
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] if the base URL is none, if it would send tokens unprotected over a
    /// network, or if the HTTP client cannot be made.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = secure_url::parse("the base URL", &self.base_url)
            .map_err(|fault| configuration(fault.message).with_help(fault.help))?;
        let http = match self.http {
            Some(http) => http,
            None => default_http(self.user_agent.as_deref())?,
        };
        Ok(Client(Arc::new(Settings {
            http,
            base_url,
            credentials: self.credentials,
            timeout: self.timeout,
            retry: self.retry,
            permits: Semaphore::new(self.max_concurrency),
            max_response_size: self.max_response_size,
            dev_mode: self.dev_mode,
        })))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

fn configuration(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Configuration, Executed::No, message)
}

fn default_http(user_agent: Option<&str>) -> Result<reqwest::Client, Error> {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .user_agent(user_agent.unwrap_or(concat!("apps-script-rust/", env!("CARGO_PKG_VERSION"))))
        .build()
        .map_err(|fault| configuration("the HTTP client cannot be made").with_source(fault))
}
