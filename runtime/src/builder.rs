use std::{fmt, sync::Arc, time::Duration};

use secrecy::SecretString;
use tokio::sync::Semaphore;

use crate::{
    client::Client,
    credentials::TokenSource,
    error::{Error, ErrorKind, Executed},
    http_client::{Headers, HttpClient, QUOTA_PROJECT, value_of},
    retry::{RetryBudget, RetryPolicy},
    secure_url::{self, PlainHttp},
    send::CheckedRuntime,
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
    plain_http: PlainHttp,
    http: HttpClient,
    headers: Headers,
    timeout: Duration,
    queue_timeout: Option<Duration>,
    retry: RetryPolicy,
    retry_budget: RetryBudget,
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
            plain_http: PlainHttp::default(),
            http: HttpClient::default(),
            headers: Headers::default(),
            timeout: DEFAULT_TIMEOUT,
            queue_timeout: None,
            retry: RetryPolicy::default(),
            retry_budget: RetryBudget::default(),
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

    /// Where the API is, if not at Google: the URL of an emulator or of a gateway.
    ///
    /// It must be an https URL without user and password. Plain http is accepted for this machine (`localhost`, names
    /// that end in `.localhost`, `127.0.0.0/8`, `[::1]`), since a token goes with every request; see
    /// [`allow_insecure_http`](Self::allow_insecure_http) for other machines. A path is kept: behind
    /// `https://gateway.example/google`, calls go to `/google/v1/scripts/…`.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Accepts a [`base_url`](Self::base_url) with plain http on another machine.
    ///
    /// **Everyone between here and there can read the access token and the data of every call.** It is for an emulator
    /// in another container, whose tokens are worth nothing elsewhere. For the sign-ins of that emulator there is
    /// [`AuthorizedUser::allow_insecure_http`](crate::credentials::AuthorizedUser::allow_insecure_http), since a
    /// refresh token is worth more.
    ///
    /// ```yaml
    /// # compose.yaml
    /// services:
    ///   emulator:
    ///     build:
    ///       dockerfile_inline: |
    ///         FROM rust:1
    ///         RUN cargo install apps-script-cli
    ///     volumes: ["./script:/script:ro"]
    ///     command: apps-script serve /script --host 0.0.0.0 --port 8080 --token test
    ///   app:
    ///     build: .
    ///     depends_on: [emulator]
    ///     environment:
    ///       APPS_SCRIPT_URL: http://emulator:8080
    ///       APPS_SCRIPT_TOKEN: test
    /// ```
    ///
    /// ```
    /// use apps_script::{Client, credentials::FixedToken};
    ///
    /// # fn main() -> apps_script::Result<()> {
    /// let url = std::env::var("APPS_SCRIPT_URL").unwrap_or("http://emulator:8080".to_owned());
    /// let client = Client::builder()
    ///     .base_url(url)
    ///     .allow_insecure_http()
    ///     .credentials(FixedToken::new("test"))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn allow_insecure_http(mut self) -> Self {
        self.plain_http = PlainHttp::Everywhere;
        self
    }

    /// Sends everything through this HTTP client: calls, and the requests for access tokens of those
    /// [`credentials`](Self::credentials) that have no HTTP client of their own.
    ///
    /// It takes a [`reqwest::Client`] and, with the feature `middleware`, a `ClientWithMiddleware` of the crate
    /// `reqwest-middleware`. Let it follow no redirects and have no timeout below 6 minutes: the default client does
    /// not, so that no call is sent to where it was not meant for, and none is given up while its script runs. What it
    /// does with proxies is said at [`HttpClient`].
    ///
    /// # Middleware
    ///
    /// A middleware that sends a request again (such as `reqwest-retry`) cannot know whether the first one ran the
    /// script. A second send is refused after one that may have run, unless the method is marked `idempotent`; leave
    /// repeating to the [`retry`](Self::retry) policy. A call that a middleware ended is [`Executed::No`] if nothing was
    /// sent or the connection failed, however the middleware wraps the error, and [`Executed::Unknown`] otherwise. A
    /// middleware must pass the request's extensions on, or every error of the chain is `Unknown`.
    #[must_use]
    pub fn http(mut self, http: impl Into<HttpClient>) -> Self {
        self.http = http.into();
        self
    }

    /// Adds a header to every call, such as the key of a gateway. Token requests do not get it.
    ///
    /// The value is never printed. Of several headers with one name the last counts. `Authorization`, `Content-Type`,
    /// `User-Agent`, `Host` and those that describe the message or the connection are set by the client, and refused by
    /// [`build`](Self::build).
    ///
    /// ```
    /// use apps_script::{Client, credentials::FixedToken};
    ///
    /// # fn main() -> apps_script::Result<()> {
    /// let client = Client::builder()
    ///     .base_url("https://gateway.example/google")
    ///     .header("x-api-key", "0123456789")
    ///     .credentials(FixedToken::new("ya29.a0Af"))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<SecretString>) -> Self {
        self.headers.push(name.into(), value.into());
        self
    }

    /// The Cloud project whose quota the calls use: the header `x-goog-user-project`
    /// ([Google](https://cloud.google.com/apis/docs/system-parameters)).
    ///
    /// The user of the token needs the permission `serviceusage.services.use` in that project. Without this, the
    /// quota project of the credentials counts, which application default credentials may name; else the project of
    /// the OAuth client.
    #[must_use]
    pub fn quota_project(self, project: impl Into<String>) -> Self {
        self.header(QUOTA_PROJECT, project.into())
    }

    /// How long a call may take with all its tries, the waits between them and the requests for tokens; 390
    /// seconds if not given, since a script may run for 6 minutes. Connecting takes 10 of them at the most, with
    /// the default HTTP client.
    ///
    /// Time in line for a permit does not count: see [`queue_timeout`](Self::queue_timeout).
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a call may wait in line for a permit, over all its tries; without end if not given. A call that
    /// gives up in line ends with [`ErrorKind::Timeout`].
    ///
    /// ```
    /// use std::time::Duration;
    /// use apps_script::{Client, credentials::FixedToken};
    ///
    /// # fn main() -> apps_script::Result<()> {
    /// let client = Client::builder()
    ///     .credentials(FixedToken::new("ya29.a0Af"))
    ///     .queue_timeout(Duration::from_secs(5))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn queue_timeout(mut self, queue_timeout: Duration) -> Self {
        self.queue_timeout = Some(queue_timeout);
        self
    }

    /// How many repeats the client's calls share, 100 in a row without an answer if not given; see
    /// [`RetryBudget`].
    #[must_use]
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.retry_budget = budget;
        self
    }

    /// When a call is repeated.
    #[must_use]
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// How many requests may be under way at once; further ones wait in line, first come first served. A call
    /// holds no permit while it waits for a token or for its next try. 30 if not given, Google's limit for
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

    /// The `User-Agent` of calls and token requests, in place of that of the HTTP client.
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
    /// [`ErrorKind::Configuration`] if the base URL is not valid or would send tokens unprotected over a network, if a
    /// header cannot be sent, or if the HTTP client cannot be made.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = secure_url::parse("the base URL", &self.base_url, self.plain_http)
            .map_err(|fault| configuration(fault.message).with_help(fault.help))?;
        let http = match &self.user_agent {
            Some(user_agent) => self.http.with_user_agent(value_of("the user agent", user_agent)?),
            None => self.http,
        };
        http.prepare(&base_url)
            .map_err(|fault| configuration("the HTTP client cannot be made").with_source(fault))?;
        Ok(Client(Arc::new(Settings {
            http,
            headers: self.headers.build()?,
            base_url,
            credentials: self.credentials,
            timeout: self.timeout,
            queue_timeout: self.queue_timeout,
            retry: self.retry,
            budget: self.retry_budget,
            permits: Semaphore::new(self.max_concurrency),
            max_response_size: self.max_response_size,
            dev_mode: self.dev_mode,
            runtime: CheckedRuntime::default(),
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
