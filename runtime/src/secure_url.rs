//! URLs to which secrets are sent: over https, or to this machine.

use std::net::IpAddr;

use reqwest::Url;

/// Why a URL is not accepted. Neither text holds the URL's user, password or query.
#[derive(Debug)]
pub(crate) struct UrlFault {
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// Whether secrets may be sent over plain http to another machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PlainHttp {
    #[default]
    Loopback,
    Everywhere,
}

/// Reads the URL of `what`.
pub(crate) fn parse(what: &str, url: &str, plain_http: PlainHttp) -> Result<Url, UrlFault> {
    let refused = |message: String, help| Err(UrlFault { message, help });
    let url = url.trim();
    let parsed = match Url::parse(url) {
        Ok(parsed) => parsed,
        Err(fault) => {
            let shown = without_secrets(url);
            return refused(
                format!("{what} `{shown}` is not a valid URL: {fault}"),
                "write it as `https://host`",
            );
        }
    };
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return refused(
            format!(
                "{what} `{}` contains a user name or a password",
                without_secrets(url)
            ),
            "remove the part before `@`: requests are authorized by an access token, and what a gateway needs \
             beyond that goes into `ClientBuilder::header`",
        );
    }
    match parsed.scheme() {
        "https" => Ok(parsed),
        "http" if plain_http == PlainHttp::Everywhere || is_loopback(&parsed) => Ok(parsed),
        "http" => refused(
            format!(
                "{what} `{}` would send secrets over the network unprotected",
                without_secrets(url)
            ),
            "use https; plain http is accepted for this machine only (127.0.0.1, [::1] or localhost), and beyond it \
             after `allow_insecure_http()`",
        ),
        other => refused(format!("{what} has the scheme `{other}`"), "use https"),
    }
}

/// Whether a URL names this machine, by address or by name.
///
/// `localhost` and the names below it are loopback by RFC 6761, section 6.3. `Url` has already turned every
/// spelling of an IPv4 address into the usual one, and letters into small ones.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => address.is_loopback(),
        Ok(IpAddr::V6(address)) => {
            address.is_loopback()
                || address
                    .to_ipv4_mapped()
                    .is_some_and(|mapped| mapped.is_loopback())
        }
        Err(_) => {
            let name = host.strip_suffix('.').unwrap_or(host);
            name == "localhost" || name.ends_with(".localhost")
        }
    }
}

/// The text of a URL, valid or not, without what may be a secret in it: the part before `@`, and all from the
/// query on.
fn without_secrets(url: &str) -> String {
    const MOST_LETTERS: usize = 200;
    let (scheme, rest) = match url.split_once("//") {
        Some((scheme, rest)) => (format!("{scheme}//"), rest),
        None => (String::new(), url),
    };
    let shown = match rest.rsplit_once('@') {
        // The `@` may be part of the query, or the `?` part of a password.
        Some((before, _)) if before.contains(['?', '#']) => "…",
        Some((_, after)) => after,
        None => rest,
    };
    let shown = shown.split(['?', '#']).next().unwrap_or_default();
    let shown: String = shown.chars().take(MOST_LETTERS).collect();
    format!("{scheme}{}", shown.escape_debug())
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::{PlainHttp, is_loopback, parse};

    #[test]
    fn sends_no_secret_unprotected() {
        for (url, by_default, when_allowed) in [
            ("https://script.googleapis.com", true, true),
            (" https://script.googleapis.com\n", true, true),
            ("http://127.0.0.1:8080", true, true),
            ("http://[::1]:8080", true, true),
            ("http://localhost/proxy", true, true),
            ("http://script.googleapis.com", false, true),
            ("http://emulator:8080", false, true),
            ("http://192.168.0.1", false, true),
            ("http://localhost.example.com", false, true),
            ("ftp://127.0.0.1", false, false),
            ("script.googleapis.com", false, false),
            ("https://user@script.googleapis.com", false, false),
            ("https://:password@script.googleapis.com", false, false),
            ("http://user:password@127.0.0.1:8080", false, false),
        ] {
            let accepted = |plain_http| parse("the base URL", url, plain_http).is_ok();
            assert_eq!(accepted(PlainHttp::Loopback), by_default, "{url}");
            assert_eq!(accepted(PlainHttp::Everywhere), when_allowed, "{url}");
        }
    }

    #[test]
    fn no_refusal_shows_a_password() {
        for url in [
            "http://user:hunter2@host",
            "https://user:hunter2@host",
            "https://hunter2@host",
            "https://user:hun/hunter2@host:1",
            "https://user:hunter2@ho st",
            "https://user:hunter2@host:99999",
            "http://host?key=hunter2",
            "http://host?key=a@hunter2",
            "http://host#a@hunter2",
            "http://user:a?b@c#hunter2@host",
            "http://host#hunter2",
            "user:hunter2@host",
            "//user:hunter2@host",
            "https://user:p@hunter2@host",
            "ftp://user:hunter2@host",
            "user:hunter2",
        ] {
            let fault = parse("the base URL", url, PlainHttp::Loopback).unwrap_err();
            let shown = format!("{fault:?}");
            assert!(!shown.contains("hunter2"), "{url}: {shown}");
        }
    }

    #[test]
    fn knows_this_machine_in_every_spelling() {
        for (url, expected) in [
            ("http://localhost", true),
            ("http://LOCALHOST:1", true),
            ("http://localhost.", true),
            ("http://api.localhost", true),
            ("http://a.b.localhost.:80", true),
            ("http://127.0.0.1", true),
            ("http://127.0.0.1.", true),
            ("http://127.255.255.254", true),
            ("http://127.1", true),
            ("http://2130706433", true),
            ("http://0x7f.0.0.1", true),
            ("http://[::1]", true),
            ("http://[0:0:0:0:0:0:0:1]", true),
            ("http://[::ffff:127.0.0.1]", true),
            ("http://[::ffff:7f00:2]", true),
            ("https://localhost", true),
            ("http://localhost.example.com", false),
            ("http://mylocalhost", false),
            ("http://localhost..", false),
            ("http://128.0.0.1", false),
            ("http://0.0.0.0", false),
            ("http://[::]", false),
            ("http://[::ffff:10.0.0.1]", false),
            ("http://127.0.0.1.example.com", false),
            ("data:text/plain,localhost", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }
}
