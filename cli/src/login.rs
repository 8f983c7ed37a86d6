use std::{fs, path::PathBuf, process::ExitCode, time::Duration};

use apps_script::credentials::{InstalledApp, OAuthClient, TokenStore};
use apps_script_source::Project;
use clap::Args;
use serde::Deserialize;

use crate::{
    doctor::token_info::{self, TokenInfo},
    failure::{Failure, warn},
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
     Overview > Project OAuth Scopes.

Exit codes:
  0  signed in
  1  nobody signed in, or the sign-in cannot be kept
  2  the arguments are wrong";

/// The scope by which a token says whose it is.
const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The OAuth client's file, from the Cloud console.
    #[arg(long, value_name = "FILE")]
    client_secret: PathBuf,
    /// A scope of the script; may be repeated.
    #[arg(long = "scope", value_name = "URL", required_unless_present = "source")]
    scopes: Vec<String>,
    /// The script's folder: the scopes of its manifest are asked for.
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
    /// Prints the page to open, and opens no browser.
    #[arg(long)]
    no_browser: bool,
    /// Where to keep the sign-in, if not where programs look for it.
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// The port to which the browser comes back; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How many seconds to wait for the browser.
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    patience: u64,
}

/// Where the file of an OAuth client says that people sign in.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ClientFile {
    installed: Addresses,
    web: Addresses,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Addresses {
    auth_uri: String,
    token_uri: String,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let store = match &options.store {
        Some(path) => TokenStore::at(path),
        None => TokenStore::default_place()?,
    };
    let sign_in = app(&options)?.start().await?;
    show(sign_in.url(), options.no_browser);
    let patience = Duration::from_secs(options.patience);
    let user = tokio::time::timeout(patience, sign_in.finish())
        .await
        .map_err(|_| {
            Failure::new(format!("nobody signed in within {} seconds", options.patience))
                .with_help("start it again, or give more time with --patience")
        })??;
    store.save(&user)?;
    let whose = match token_info::of_source(&user).await {
        Ok(TokenInfo {
            email: Some(email), ..
        }) => format!(" as {email}"),
        _ => String::new(),
    };
    println!(
        "Signed in{whose}. The sign-in is kept in {}.",
        store.path().display()
    );
    Ok(ExitCode::SUCCESS)
}

fn app(options: &Options) -> Result<InstalledApp, Failure> {
    let client = OAuthClient::from_file(&options.client_secret)?;
    let mut app = InstalledApp::new(client, scopes(options)?).port(options.port);
    let Addresses { auth_uri, token_uri } = addresses(options);
    // Google's files name an older page than that which the library uses.
    if !auth_uri.is_empty() && !auth_uri.starts_with("https://accounts.google.com/") {
        app = app.authorize_url(auth_uri);
    }
    if !token_uri.is_empty() {
        app = app.token_url(token_uri);
    }
    Ok(app)
}

/// `OAuthClient::from_file` has reported what is wrong with the file.
fn addresses(options: &Options) -> Addresses {
    let text = fs::read_to_string(&options.client_secret).unwrap_or_default();
    let file: ClientFile = serde_json::from_str(&text).unwrap_or_default();
    if file.installed.auth_uri.is_empty() && file.installed.token_uri.is_empty() {
        file.web
    } else {
        file.installed
    }
}

fn scopes(options: &Options) -> Result<Vec<String>, Failure> {
    let mut scopes = options.scopes.clone();
    if let Some(folder) = &options.source {
        let project = Project::read(folder)?;
        scopes.extend(project.manifest.oauth_scopes.ok_or_else(|| {
            Failure::new(format!("{}: the manifest lists no `oauthScopes`", folder.display())).with_help(
                "copy the scopes from the script editor, Overview > Project OAuth Scopes, into the manifest, or give \
                 each with --scope",
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

fn show(url: &str, no_browser: bool) {
    if !no_browser {
        match webbrowser::open(url) {
            Ok(()) => println!(
                "A browser has opened to sign in. If not, open this page on this machine:\n\n  {url}\n"
            ),
            Err(fault) => {
                warn(format!("no browser could be opened: {fault}"));
                println!("Open this page on this machine, and sign in:\n\n  {url}\n");
            }
        }
        return;
    }
    println!("Open this page on this machine, and sign in:\n\n  {url}\n");
}
