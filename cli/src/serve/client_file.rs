//! The file with which programs sign in at the emulator.

use std::{
    fs,
    path::{Path, PathBuf},
};

use apps_script_emulator::Emulator;
use serde_json::json;

use crate::{client_file::OAuthClientFile, failure::Failure};

/// A file that is there, or is to be written.
pub(super) struct ClientFile {
    path: PathBuf,
    client: Option<OAuthClientFile>,
}

impl ClientFile {
    /// Reads the file, if it is there.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let client = OAuthClientFile::read(path)?;
        Ok(Self {
            path: path.to_owned(),
            client,
        })
    }

    /// ID and secret.
    pub(super) fn client(&self) -> Option<(&str, &str)> {
        let client = self.client.as_ref()?;
        Some((&client.client_id, &client.client_secret))
    }

    /// Writes the file if it was missing, or if an emulator wrote it that had another address. A file of the Cloud
    /// console stays as it is.
    pub(super) fn write(&self, emulator: &Emulator) -> Result<(), Failure> {
        let is_up_to_date = |client: &OAuthClientFile| {
            let of_an_emulator = client.token_uri.starts_with("http://");
            !of_an_emulator || client.token_uri == emulator.token_url()
        };
        if self.client.as_ref().is_some_and(is_up_to_date) {
            return Ok(());
        }
        fs::write(&self.path, content(emulator))
            .map_err(|fault| Failure::new(format!("cannot write {}: {fault}", self.path.display())))
    }
}

fn content(emulator: &Emulator) -> String {
    let client = json!({
        "installed": {
            "client_id": emulator.client_id(),
            "project_id": "apps-script-emulator",
            "auth_uri": emulator.authorize_url(),
            "token_uri": emulator.token_url(),
            "client_secret": emulator.client_secret(),
            "redirect_uris": ["http://localhost"],
        }
    });
    format!("{client:#}\n")
}
