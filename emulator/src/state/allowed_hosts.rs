use std::sync::Arc;

use reqwest::Url;

/// The hosts that scripts may call; none at first, so that no test reaches the network by chance.
#[derive(Clone, Debug, Default)]
pub(crate) struct AllowedHosts(Arc<Vec<AllowedHost>>);

/// A host, with all of its ports or one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AllowedHost {
    name: String,
    port: Option<u16>,
}

impl AllowedHosts {
    /// Takes `api.example.com`, `127.0.0.1:8080` and `[::1]:8080`; of a URL, its host and port. Says whether it is one
    /// of these.
    pub(crate) fn allow(&mut self, host: &str) -> bool {
        let host = AllowedHost::read(host);
        let is_host = host.is_some();
        Arc::make_mut(&mut self.0).extend(host);
        is_host
    }

    pub(crate) fn allow_url(&self, url: &Url) -> bool {
        self.0.iter().any(|host| {
            Some(host.name.as_str()) == url.host_str()
                && (host.port.is_none() || host.port == url.port_or_known_default())
        })
    }
}

impl AllowedHost {
    fn read(host: &str) -> Option<Self> {
        let host = host.trim();
        let host = host.split_once("://").map_or(host, |(_, rest)| rest);
        // A URL reads the host as it will read those of the requests: lower case, Punycode, short forms of IPs.
        let url = Url::parse(&format!("http://{host}")).ok()?;
        let is_default = host.split('/').next().is_some_and(|host| host.ends_with(":80"));
        Some(Self {
            name: url.host_str()?.to_owned(),
            port: url.port().or(is_default.then_some(80)),
        })
    }
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::AllowedHosts;

    #[test]
    fn only_what_is_allowed_is() {
        for (allowed, url, expected) in [
            ("api.example.com", "https://api.example.com/a", true),
            ("api.example.com", "http://api.example.com:8080/", true),
            ("API.example.com", "https://api.EXAMPLE.com/", true),
            ("https://api.example.com/v1", "https://api.example.com/", true),
            ("api.example.com", "https://example.com/", false),
            ("example.com", "https://api.example.com/", false),
            ("example.com", "https://example.com.evil.test/", false),
            ("example.com", "https://example.com@evil.test/", false),
            ("127.0.0.1:8080", "http://127.0.0.1:8080/", true),
            ("127.0.0.1:8080", "http://127.0.0.1:8081/", false),
            ("127.0.0.1:8080", "http://127.1:8080/", true),
            ("127.0.0.1:8080", "http://127.0.0.1/", false),
            ("127.0.0.1:80", "http://127.0.0.1/", true),
            ("127.0.0.1:80", "https://127.0.0.1/", false),
            ("example.com:443", "https://example.com/", true),
            ("[::1]:8080", "http://[::1]:8080/", true),
        ] {
            let mut hosts = AllowedHosts::default();
            assert!(hosts.allow(allowed), "{allowed}");
            assert_eq!(
                hosts.allow_url(&Url::parse(url).unwrap()),
                expected,
                "{allowed}: {url}"
            );
        }
    }
    #[test]
    fn what_is_no_host_is_told() {
        for text in ["", " ", "no host", "http://", "a:b", "127.0.0.1:99999", "[::1"] {
            assert!(!AllowedHosts::default().allow(text), "{text}");
        }
    }
}
