//! `apps-script login`: signs a person in, and keeps the sign-in.

use std::{path::PathBuf, process::ExitCode, time::Duration};

use apps_script::credentials::{
    AuthorizedUser, InstalledApp, OAuthClient, TokenRequest, TokenSource, TokenStore,
};
use apps_script_source::Project;
use clap::Args;
use reqwest::Url;
use serde_json::json;

use crate::{
    client_file::OAuthClientFile,
    connection::google_oauth,
    duration::duration,
    failure::{Failure, warn},
    output, progress,
    token_info::{TokenInfo, token_info},
};

pub(crate) const AFTER_HELP: &str = "\
What is needed:
  1. The script and the OAuth client belong to the same standard Cloud project: in the script editor,
     Project Settings > Google Cloud Platform (GCP) Project > Change project.
  2. In that project, the Apps Script API is enabled, and the consent screen is set up.
  3. In its console, APIs & Services > Credentials > Create credentials > OAuth client ID > Desktop app;
     the file that it offers is --client-secret.
  4. The person who signs in has switched the API on: https://script.google.com/home/usersettings
  5. Every scope of the script: --source reads them from its manifest; the editor lists them at
     Overview > Project OAuth Scopes. The address of the person is asked for as well.

On a machine without a browser, open the page on another one, with the port forwarded:
  apps-script login --no-browser --port 8085 … and there: ssh -L 8085:127.0.0.1:8085 THIS-MACHINE

Exit codes:
  0  signed in
  1  nobody signed in, or the sign-in cannot be kept
  2  the arguments are wrong";

/// The scope by which a token says whose it is.
const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The file of the OAuth client, from the Cloud console or from `apps-script serve`.
    #[arg(long, value_name = "FILE")]
    client_secret: PathBuf,
    /// A scope of the script; may be repeated.
    #[arg(long = "scope", value_name = "URL", required_unless_present = "source")]
    scopes: Vec<String>,
    /// The script's folder: the scopes of its manifest are asked for.
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
    /// Prints the page to sign in, and opens no browser.
    #[arg(long)]
    no_browser: bool,
    /// Where to keep the sign-in, if not where programs look for it.
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// The port to which the browser comes back; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How long to wait for the browser, such as 90s or 10m.
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "10m")]
    patience: Duration,
    /// Prints one line of JSON with the page to sign in, and then one with the outcome.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let store = match &options.store {
        Some(path) => TokenStore::at(path),
        None => TokenStore::default_place()?,
    };
    let client = OAuthClient::from_file(&options.client_secret)?;
    let app = InstalledApp::new(client, options.all_scopes()?).port(options.port);
    let sign_in = app.start().await?;
    options.show_page(sign_in.url())?;
    let finished = tokio::time::timeout(options.patience, sign_in.finish());
    let user = progress::during("waiting for the browser", finished)
        .await
        .map_err(|_| {
            Failure::new(format!("nobody signed in within {:?}", options.patience))
                .with_help("start again, or give more time with --patience")
        })??;
    store.save(&user)?;
    options.show_outcome(&store, options.token_info(&user).await.as_ref())?;
    Ok(ExitCode::SUCCESS)
}

impl Options {
    fn all_scopes(&self) -> Result<Vec<String>, Failure> {
        let mut scopes = self.scopes.clone();
        if let Some(folder) = &self.source {
            let project = Project::read(folder)?;
            scopes.extend(project.manifest.oauth_scopes.ok_or_else(|| {
                Failure::new(format!("the manifest of {} lists no oauthScopes", folder.display())).with_help(
                    "give each scope with --scope, or copy them into the manifest; the script editor lists them at \
                     Overview > Project OAuth Scopes",
                )
            })?);
        }
        if !scopes.iter().any(|scope| scope == EMAIL || scope == "email") {
            scopes.push(EMAIL.to_owned());
        }
        scopes.sort();
        scopes.dedup();
        Ok(scopes)
    }

    fn show_page(&self, url: &str) -> Result<(), Failure> {
        if self.json {
            output::print(&format!("{}\n", json!({ "url": url })))?;
        }
        let is_open = !self.no_browser && open(url);
        match (self.json, is_open) {
            (true, _) => Ok(()),
            (false, true) => output::print(&format!(
                "The browser has opened a page to sign in. If it has not, open it on this machine:\n\n  {url}\n\n"
            )),
            (false, false) => output::print(&format!(
                "Open this page on this machine, and sign in:\n\n  {url}\n\n"
            )),
        }
    }

    fn show_outcome(&self, store: &TokenStore, info: Option<&TokenInfo>) -> Result<(), Failure> {
        let path = store.path();
        let email = info.and_then(|info| info.email.as_deref());
        if self.json {
            let scopes = info.map(|info| &info.scopes);
            let outcome = json!({ "email": email, "scopes": scopes, "store": path });
            return output::print(&format!("{outcome}\n"));
        }
        let whose = email.map_or(String::new(), |email| format!(" as {email}"));
        output::print(&format!(
            "Signed in{whose}. The sign-in is kept in {}.\n",
            path.display()
        ))
    }

    /// What is known of the new token. The sign-in is good without it, too.
    async fn token_info(&self, user: &AuthorizedUser) -> Option<TokenInfo> {
        let token = user.token(TokenRequest::new(&[], Duration::ZERO)).await.ok()?;
        let info = token_info(&self.token_info_endpoint()?, token.secret()).await;
        info.map_err(|fault| warn(format!("it is not known who signed in: {fault}")))
            .ok()
    }

    /// The endpoint beside the one that gave the token.
    fn token_info_endpoint(&self) -> Option<Url> {
        let file = OAuthClientFile::read(&self.client_secret).ok()??;
        match Url::parse(&file.token_uri) {
            Ok(token_url) => token_url.join("tokeninfo").ok(),
            Err(_) => google_oauth("tokeninfo"),
        }
    }
}

fn open(url: &str) -> bool {
    webbrowser::open(url)
        .map_err(|fault| warn(format!("no browser can be opened: {fault}")))
        .is_ok()
}
