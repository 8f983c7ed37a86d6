//! The HTTP client through which everything goes out: calls, token requests, sign-ins.

mod body;
mod fault;
mod headers;
#[cfg(test)]
pub(crate) mod in_process;
mod loopback;
#[cfg(feature = "middleware")]
mod middleware;

use std::{
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use bytes::Bytes;
use reqwest::{
    Body, Response, Url,
    header::{HeaderMap, HeaderValue, USER_AGENT},
    redirect,
};

use self::{body::RequestBody, loopback::Direct};
pub(crate) use self::{
    body::Sent,
    fault::HttpFault,
    headers::{Headers, QUOTA_PROJECT, value_of},
};
use crate::secure_url;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

const DEFAULT_USER_AGENT: &str = concat!("apps-script-rust/", env!("CARGO_PKG_VERSION"));

/// The HTTP client through which requests go out: calls of scripts, and requests for access tokens.
///
/// It is made from a [`reqwest::Client`], or with the feature `middleware` from a
/// [`reqwest_middleware::ClientWithMiddleware`](https://docs.rs/reqwest-middleware), and is given to
/// [`ClientBuilder::http`](crate::ClientBuilder::http), [`InstalledApp::http`](crate::credentials::InstalledApp::http)
/// or [`AuthorizedUser::with_http`](crate::credentials::AuthorizedUser::with_http). A clone shares the connections.
///
/// # Proxies
///
/// The default client takes its proxy from the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`),
/// but never for this machine: `localhost`, names that end in `.localhost`, `127.0.0.0/8` and `[::1]` are connected to
/// directly, since the proxy would see the tokens.
///
/// A client that you made yourself has proxies of its own, which cannot be changed from here. If the environment's
/// proxy would get a plain http request to this machine, that request is sent directly, and without the settings of
/// your client (middleware still runs); in every other case your client sends. So a proxy for this machine that you
/// set on the client itself gets the requests: that was your decision.
///
/// ```
/// use std::time::Duration;
/// use apps_script::{Client, HttpClient, credentials::FixedToken};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let http = reqwest::Client::builder()
///     .redirect(reqwest::redirect::Policy::none())
///     .connect_timeout(Duration::from_secs(5))
///     .build()?;
/// let client = Client::builder()
///     .credentials(FixedToken::new("ya29.a0Af"))
///     .http(HttpClient::from(http))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct HttpClient {
    transport: Transport,
    direct: Direct,
    /// Replaces that of the client.
    user_agent: Option<HeaderValue>,
}

#[derive(Clone)]
enum Transport {
    /// Ours, which is made when it is first needed.
    Default(Arc<OnceLock<reqwest::Client>>),
    Given(reqwest::Client),
    #[cfg(feature = "middleware")]
    Middleware(middleware::Chain),
    #[cfg(test)]
    InProcess(in_process::Server),
}

/// A POST request.
pub(crate) struct Post {
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Learns whether the request may have arrived.
    pub(crate) sent: Sent,
    /// Whether it does no harm if the request arrives twice.
    #[cfg_attr(
        not(feature = "middleware"),
        allow(dead_code, reason = "only a middleware sends twice")
    )]
    pub(crate) repeatable: bool,
}

impl Default for HttpClient {
    /// A client that follows no redirects, connects within 10 seconds and obeys the environment's proxies.
    fn default() -> Self {
        Self {
            transport: Transport::Default(Arc::default()),
            direct: Direct::default(),
            user_agent: None,
        }
    }
}

impl From<reqwest::Client> for HttpClient {
    fn from(client: reqwest::Client) -> Self {
        Self {
            transport: Transport::Given(client),
            direct: Direct::past_proxies_of_the_environment(),
            user_agent: None,
        }
    }
}

#[cfg(feature = "middleware")]
impl From<reqwest_middleware::ClientWithMiddleware> for HttpClient {
    fn from(client: reqwest_middleware::ClientWithMiddleware) -> Self {
        let direct = Direct::past_proxies_of_the_environment();
        Self {
            transport: Transport::Middleware(middleware::Chain::new(client, direct.clone())),
            direct,
            user_agent: None,
        }
    }
}

impl HttpClient {
    pub(crate) fn with_user_agent(mut self, user_agent: HeaderValue) -> Self {
        self.user_agent = Some(user_agent);
        self
    }

    /// Makes what requests to this URL need, so that a fault shows early.
    pub(crate) fn prepare(&self, url: &Url) -> Result<(), reqwest::Error> {
        self.client_for(url).map(|_| ())
    }

    /// Sends a request and waits for the head of its answer.
    pub(crate) async fn post(&self, mut post: Post) -> Result<Response, HttpFault> {
        if let Some(user_agent) = &self.user_agent {
            post.headers.insert(USER_AGENT, user_agent.clone());
        }
        #[cfg(feature = "middleware")]
        if let Transport::Middleware(chain) = &self.transport {
            return chain.send(post).await;
        }
        #[cfg(test)]
        if let Transport::InProcess(server) = &self.transport {
            return server.post(post).await;
        }
        let client = self
            .client_for(&post.url)
            .map_err(|fault| HttpFault::new(fault, false))?;
        let body = RequestBody::new(post.body, post.sent.clone());
        let request = client.post(post.url).headers(post.headers).body(Body::wrap(body));
        let sent = request.send().await;
        sent.map_err(|fault| {
            let may_have_arrived = post.sent.may_have_arrived() && !fault.is_connect();
            HttpFault::new(fault, may_have_arrived)
        })
    }

    fn client_for(&self, url: &Url) -> Result<&reqwest::Client, reqwest::Error> {
        match &self.transport {
            Transport::Default(_) if secure_url::is_loopback(url) => self.direct.client(),
            Transport::Default(client) => default_client(client),
            Transport::Given(client) => Ok(self.direct.client_instead(url)?.unwrap_or(client)),
            #[cfg(feature = "middleware")]
            Transport::Middleware(chain) => Ok(chain.client()),
            #[cfg(test)]
            Transport::InProcess(_) => self.direct.client(),
        }
    }
}

fn default_client(cell: &OnceLock<reqwest::Client>) -> Result<&reqwest::Client, reqwest::Error> {
    loopback::get_or_try_init(cell, || default_builder().build())
}

fn default_builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        // Repeats are this crate's own, where they are counted and can be seen.
        .retry(reqwest::retry::never())
        .user_agent(DEFAULT_USER_AGENT)
}

impl fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpClient").finish_non_exhaustive()
    }
}
