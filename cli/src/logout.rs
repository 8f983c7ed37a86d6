use std::{fs, io, path::PathBuf, process::ExitCode};

use apps_script::credentials::TokenStore;
use clap::Args;
use serde::Deserialize;

use crate::{
    connection,
    failure::{Failure, warn},
};

/// Where Google takes tokens back (developers.google.com/identity/protocols/oauth2/native-app, "Token revocation").
const GOOGLE: &str = "https://oauth2.googleapis.com/revoke";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Where the sign-in is kept, if not where `login` keeps it.
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Kept {
    refresh_token: String,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let store = match options.store {
        Some(path) => TokenStore::at(path),
        None => TokenStore::default_place()?,
    };
    let path = store.path().display();
    let text = match fs::read_to_string(store.path()) {
        Ok(text) => text,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
            println!("Nobody is signed in: {path} is not there.");
            return Ok(ExitCode::SUCCESS);
        }
        Err(fault) => return Err(Failure::new(format!("cannot read {path}: {fault}"))),
    };
    match serde_json::from_str::<Kept>(&text) {
        Ok(kept) => revoke(&kept.refresh_token).await,
        Err(_) => warn(format!("{path} holds no sign-in that could be revoked")),
    }
    fs::remove_file(store.path()).map_err(|fault| Failure::new(format!("cannot delete {path}: {fault}")))?;
    println!("Signed out: {path} is deleted.");
    Ok(ExitCode::SUCCESS)
}

/// A token that cannot be revoked is forgotten all the same.
async fn revoke(refresh_token: &str) {
    let url = connection::oauth_url("revoke").unwrap_or_else(|| GOOGLE.to_owned());
    let sent = reqwest::Client::new()
        .post(url)
        .form(&[("token", refresh_token)])
        .send()
        .await;
    let help = "remove the access at https://myaccount.google.com/permissions";
    match sent {
        Ok(answer) if answer.status().is_success() => {}
        Ok(answer) => warn(format!(
            "the token was not revoked (HTTP {}): {help}",
            answer.status().as_u16()
        )),
        Err(fault) => warn(format!(
            "the token was not revoked ({}): {help}",
            fault.without_url()
        )),
    }
}
