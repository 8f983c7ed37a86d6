//! Which service and which deployment a command speaks to.

use std::env;

use apps_script::{Client, ClientBuilder, credentials::Credentials};
use clap::Args;

use crate::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct Deployment {
    /// The deployment ID: in the script editor, Deploy > Manage deployments > API Executable.
    #[arg(long, env = "APPS_SCRIPT_ID")]
    pub(crate) id: Option<String>,
}

impl Deployment {
    pub(crate) fn required(&self) -> Result<&str, Failure> {
        let given = self.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        given.ok_or_else(|| {
            Failure::new("no deployment ID was given").with_help(
                "give it by `--id AKfycb…` or in APPS_SCRIPT_ID; the script editor shows it at Deploy > Manage \
                 deployments",
            )
        })
    }
}

/// The service that `APPS_SCRIPT_URL` names, if not Google's.
pub(crate) fn base_url() -> Option<String> {
    let url = env::var("APPS_SCRIPT_URL").ok()?;
    let url = url.trim();
    (!url.is_empty()).then(|| url.to_owned())
}

/// A client with the credentials that are found around the process.
pub(crate) fn client_builder() -> Result<ClientBuilder, Failure> {
    Ok(without_credentials().credentials(Credentials::discover()?))
}

pub(crate) fn without_credentials() -> ClientBuilder {
    let builder = Client::builder().user_agent(concat!("apps-script-cli/", env!("CARGO_PKG_VERSION")));
    match base_url() {
        Some(url) => builder.base_url(url),
        None => builder,
    }
}

/// The same endpoint of the emulator, where calls go to one: it serves both on its one address.
pub(crate) fn oauth_url(endpoint: &str) -> Option<String> {
    let base = reqwest::Url::parse(&base_url()?).ok()?;
    let host = base.host_str()?.trim_matches(['[', ']']).to_owned();
    let is_loopback = host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback());
    is_loopback.then(|| base.join(&format!("/{endpoint}")).ok().map(String::from))?
}
