//! `apps-script logout`: revokes the sign-in that `login` has kept, and deletes it.

use std::{path::PathBuf, process::ExitCode};

use apps_script::credentials::{TokenError, TokenStore};
use clap::Args;

use crate::{failure::Failure, output, progress};

pub(crate) const AFTER_HELP: &str = "\
Exit codes:
  0  nobody is signed in any more
  1  the file cannot be deleted, or the sign-in is deleted here but was not revoked
  2  the arguments are wrong";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Where the sign-in is kept, if not where `login` keeps it.
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let store = match options.store {
        Some(path) => TokenStore::at(path),
        None => TokenStore::default_place()?,
    };
    let path = store.path().display();
    if !store.path().exists() {
        output::print(&format!("Nobody is signed in: {path} does not exist.\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let revoked = progress::during("revoking the sign-in", revoke(&store)).await;
    store.delete()?;
    match revoked {
        Ok(()) => output::print(&format!(
            "Signed out: the sign-in is revoked, and {path} is deleted.\n"
        ))?,
        Err(fault) => {
            let message = format!("{path} is deleted, but the sign-in was not revoked: {fault}");
            return Err(Failure::new(message)
                .with_help("remove the application's access at https://myaccount.google.com/permissions"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn revoke(store: &TokenStore) -> Result<(), TokenError> {
    store.load()?.revoke().await
}
