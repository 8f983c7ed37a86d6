//! Which API and which deployment a command speaks to.

use apps_script::{Client, ClientBuilder, retry::RetryPolicy};
use clap::Args;

use reqwest::Url;

use crate::{failure::Failure, network::is_loopback};

/// What the program calls itself in requests.
pub(crate) const USER_AGENT: &str = concat!("apps-script-cli/", env!("CARGO_PKG_VERSION"));

/// How often a call is tried that has certainly not started.
const MOST_TRIES: u32 = 3;

#[derive(Debug, Args)]
pub(crate) struct Connection {
    /// The deployment ID, which begins with AKfycb: in the script editor, Deploy > Manage deployments.
    #[arg(long, env = "APPS_SCRIPT_ID", hide_env_values = true)]
    id: Option<String>,
    /// Where the API is, if not at Google: the URL of an emulator or of a gateway.
    #[arg(long, env = "APPS_SCRIPT_URL", hide_env_values = true)]
    url: Option<String>,
    /// Accepts plain http to another machine, which can read the access token and everything else.
    #[arg(long)]
    allow_insecure_http: bool,
}

impl Connection {
    /// The deployment ID.
    pub(crate) fn id(&self) -> Result<&str, Failure> {
        given(self.id.as_deref()).ok_or_else(|| {
            Failure::usage("no deployment ID was given").with_help(
                "give it with `--id AKfycb…` or in the variable APPS_SCRIPT_ID; in the script editor, Deploy > Manage \
                 deployments shows it",
            )
        })
    }

    /// Where the API is, if not at Google.
    pub(crate) fn url(&self) -> Option<&str> {
        given(self.url.as_deref())
    }

    /// The URL of a path of the API. Only a client that could be made shows that tokens may be sent there.
    pub(crate) fn api(&self, path: &[&str]) -> Option<Url> {
        let mut url = Url::parse(self.url().unwrap_or("https://script.googleapis.com")).ok()?;
        url.path_segments_mut().ok()?.pop_if_empty().extend(path);
        Some(url)
    }

    /// An endpoint of the OAuth server. An emulator serves it beside the API; Google has no API over plain http, so
    /// what is there is an emulator.
    pub(crate) fn oauth(&self, name: &str) -> Option<Url> {
        let api = self.url().and_then(|url| Url::parse(url).ok());
        match api.filter(|api| api.scheme() == "http" || is_loopback(api)) {
            Some(emulator) => emulator.join(&format!("/{name}")).ok(),
            None => google_oauth(name),
        }
    }

    /// A client of the API, without credentials.
    pub(crate) fn client(&self) -> ClientBuilder {
        // A person is waiting: report soon that the network cannot be reached.
        let retry = RetryPolicy::default().max_tries(MOST_TRIES);
        let mut builder = Client::builder().user_agent(USER_AGENT).retry(retry);
        if let Some(url) = self.url() {
            builder = builder.base_url(url);
        }
        if self.allow_insecure_http {
            builder = builder.allow_insecure_http();
        }
        builder
    }
}

/// An endpoint of Google's OAuth server.
pub(crate) fn google_oauth(name: &str) -> Option<Url> {
    Url::parse("https://oauth2.googleapis.com/").ok()?.join(name).ok()
}

/// An option that is empty counts as one that is not given, as an empty variable does.
fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Connection;

    fn connection(url: &str) -> Connection {
        Connection {
            id: None,
            url: Some(url.to_owned()),
            allow_insecure_http: false,
        }
    }

    #[test]
    fn tokens_are_described_where_they_were_given() {
        for (url, expected) in [
            ("", "https://oauth2.googleapis.com/tokeninfo"),
            (
                "https://script.googleapis.com",
                "https://oauth2.googleapis.com/tokeninfo",
            ),
            (
                "https://gateway.example/google",
                "https://oauth2.googleapis.com/tokeninfo",
            ),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/tokeninfo"),
            ("https://localhost:8443/", "https://localhost:8443/tokeninfo"),
            ("http://emulator:8080", "http://emulator:8080/tokeninfo"),
        ] {
            let endpoint = connection(url).oauth("tokeninfo").unwrap();
            assert_eq!(endpoint.as_str(), expected, "{url}");
        }
    }

    #[test]
    fn the_api_may_be_behind_a_path() {
        for (url, path, expected) in [
            (
                "",
                ["v1", "projects"],
                "https://script.googleapis.com/v1/projects",
            ),
            (
                " https://gateway.example/google/ ",
                ["v1", "a"],
                "https://gateway.example/google/v1/a",
            ),
            (
                "http://127.0.0.1:1",
                ["../b", "c?d"],
                "http://127.0.0.1:1/..%2Fb/c%3Fd",
            ),
        ] {
            assert_eq!(connection(url).api(&path).unwrap().as_str(), expected, "{url}");
        }
    }
}
