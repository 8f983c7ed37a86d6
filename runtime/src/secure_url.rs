//! URLs to which secrets are sent: over https, or to this machine.

use std::net::IpAddr;

use reqwest::Url;

/// Why a URL is not taken.
#[derive(Debug)]
pub(crate) struct UrlFault {
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// Reads the URL of `what`.
pub(crate) fn parse(what: &str, url: &str) -> Result<Url, UrlFault> {
    let refused = |message: String, help| Err(UrlFault { message, help });
    let parsed = match Url::parse(url) {
        Ok(parsed) => parsed,
        Err(fault) => {
            return refused(
                format!("{what} `{url}` is no URL: {fault}"),
                "write it as `https://host`",
            );
        }
    };
    match parsed.scheme() {
        "https" => Ok(parsed),
        "http" if is_this_machine(&parsed) => Ok(parsed),
        "http" => refused(
            format!("{what} `{url}` would send secrets over the network unprotected"),
            "use https; plain http is for this machine only: 127.0.0.1, [::1] or localhost",
        ),
        other => refused(format!("{what} has the scheme `{other}`"), "use https"),
    }
}

fn is_this_machine(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn sends_no_secret_unprotected() {
        for (url, taken) in [
            ("https://script.googleapis.com", true),
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:8080", true),
            ("http://localhost/proxy", true),
            ("http://script.googleapis.com", false),
            ("http://192.168.0.1", false),
            ("http://localhost.example.com", false),
            ("ftp://127.0.0.1", false),
            ("script.googleapis.com", false),
        ] {
            assert_eq!(parse("the base URL", url).is_ok(), taken, "{url}");
        }
    }
}
