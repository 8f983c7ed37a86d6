//! Connections to this machine, which go through no proxy.

use std::{
    future,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, OnceLock},
};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};

use crate::secure_url;

/// Sends requests to this machine without a proxy.
#[derive(Clone, Default)]
pub(super) struct Direct {
    client: Arc<OnceLock<reqwest::Client>>,
    /// The proxies that a client made by the user may have taken from the environment.
    proxies: Option<Arc<Matcher>>,
}

impl Direct {
    /// For use beside a client that may send through the environment's proxies.
    pub(super) fn past_proxies_of_the_environment() -> Self {
        Self::past(Matcher::from_system())
    }

    pub(super) fn past(proxies: Matcher) -> Self {
        Self {
            client: Arc::default(),
            proxies: Some(Arc::new(proxies)),
        }
    }

    /// A client without proxies. Every name is this machine to it, so it must only get loopback URLs.
    pub(super) fn client(&self) -> Result<&reqwest::Client, reqwest::Error> {
        get_or_try_init(&self.client, || {
            super::default_builder()
                .no_proxy()
                .dns_resolver(Arc::new(ThisMachine))
                .build()
        })
    }

    /// The client without proxies, if the environment's proxies would see the content of a request to `url`, and
    /// `url` is on this machine. Through TLS they would not, and the user's client may trust another CA.
    pub(super) fn client_instead(&self, url: &Url) -> Result<Option<&reqwest::Client>, reqwest::Error> {
        let is_seen = url.scheme() == "http" && secure_url::is_loopback(url) && self.is_intercepted(url);
        is_seen.then(|| self.client()).transpose()
    }

    fn is_intercepted(&self, url: &Url) -> bool {
        let (Some(proxies), Ok(uri)) = (&self.proxies, url.as_str().parse()) else {
            return false;
        };
        proxies.intercept(&uri).is_some()
    }
}

/// Resolves every name to this machine, so that no resolver sends `api.localhost` anywhere else.
struct ThisMachine;

impl Resolve for ThisMachine {
    fn resolve(&self, _: Name) -> Resolving {
        // Port 0 stands for the URL's.
        let addresses = [
            SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
        ];
        let addresses: Addrs = Box::new(addresses.into_iter());
        Box::pin(future::ready(Ok(addresses)))
    }
}

/// What `OnceLock::get_or_try_init` will do when it is stable.
pub(super) fn get_or_try_init<T, E>(
    cell: &OnceLock<T>,
    init: impl FnOnce() -> Result<T, E>,
) -> Result<&T, E> {
    match cell.get() {
        Some(value) => Ok(value),
        None => {
            let value = init()?;
            Ok(cell.get_or_init(|| value))
        }
    }
}

#[cfg(test)]
mod tests {
    use hyper_util::client::proxy::matcher::Matcher;
    use reqwest::Url;

    use super::Direct;

    #[test]
    fn sends_past_a_proxy_only_where_it_would_see_secrets_of_this_machine() {
        let proxy = "http://proxy.example:3128";
        let all = || Matcher::builder().all(proxy).build();
        let https_alone = || Matcher::builder().https(proxy).build();
        let not_here = || Matcher::builder().all(proxy).no("localhost,127.0.0.0/8").build();
        for (proxies, url, direct) in [
            (all(), "http://localhost:1/token", true),
            (all(), "http://127.0.0.1", true),
            (all(), "http://a.localhost.", true),
            (all(), "http://[::1]", true),
            (all(), "https://localhost", false),
            (all(), "http://emulator:8080", false),
            (https_alone(), "http://localhost", false),
            (not_here(), "http://localhost", false),
            (not_here(), "http://127.0.0.1", false),
            (not_here(), "http://[::1]", true),
            (Matcher::builder().build(), "http://localhost", false),
        ] {
            let url = Url::parse(url).unwrap();
            let client = Direct::past(proxies);
            assert_eq!(client.client_instead(&url).unwrap().is_some(), direct, "{url}");
        }
    }
}
