use std::{path::PathBuf, str::FromStr, time::Duration};

use clap::Parser;

/// Signs in at Google, and keeps the sign-in for programs that call a script.
#[derive(Debug, Parser)]
#[command(after_help = NEEDED)]
pub(crate) struct Options {
    /// The OAuth client's file, from the Cloud console.
    #[arg(long, value_name = "FILE")]
    pub(crate) client_secret: PathBuf,

    /// A scope of the script; give this once for each of them.
    #[arg(long = "scope", value_name = "URL", required = true)]
    pub(crate) scopes: Vec<String>,

    /// Where to keep the sign-in, if not where `Credentials::discover` looks.
    #[arg(long, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,

    /// The port to which the browser comes back; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,

    /// How long to wait for the browser.
    #[arg(long, value_name = "SECONDS", default_value = "600s")]
    pub(crate) patience: Patience,

    /// Another page to sign in than Google's.
    #[arg(long, value_name = "URL", hide_short_help = true)]
    pub(crate) authorize_url: Option<String>,

    /// Another token endpoint than Google's.
    #[arg(long, value_name = "URL", hide_short_help = true)]
    pub(crate) token_url: Option<String>,
}

const NEEDED: &str = "\
What is needed:
  1. The script and the OAuth client belong to the same standard Cloud project: in the script editor,
     Project Settings > Google Cloud Platform (GCP) Project > Change project.
  2. In that project, the Apps Script API is enabled, and the consent screen is set up.
  3. In its console, APIs & Services > Credentials > Create credentials > OAuth client ID > Desktop app;
     the file that it offers is --client-secret.
  4. The person who signs in has switched the API on: https://script.google.com/home/usersettings
  5. Every scope of the script: in the editor, Overview > Project OAuth Scopes.";

/// Seconds, such as `600s`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience(Duration);

impl FromStr for Patience {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let seconds = text.strip_suffix('s').unwrap_or(text).parse();
        seconds
            .map(|seconds| Self(Duration::from_secs(seconds)))
            .map_err(|_| "write it as `600s`".to_owned())
    }
}

impl From<Patience> for Duration {
    fn from(patience: Patience) -> Self {
        patience.0
    }
}
