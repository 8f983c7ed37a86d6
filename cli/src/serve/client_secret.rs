use std::{fs, io, path::Path};

use apps_script_emulator::Emulator;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// The file of an OAuth client for desktop applications, as the Cloud console gives it.
#[derive(Debug, Deserialize, Serialize)]
struct File {
    installed: ClientSecret,
}

/// An OAuth client, and where it signs people in.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct ClientSecret {
    #[serde(rename = "client_id")]
    pub(super) id: String,
    #[serde(rename = "client_secret")]
    pub(super) secret: String,
    #[serde(default)]
    auth_uri: String,
    #[serde(default)]
    token_uri: String,
    #[serde(default)]
    redirect_uris: Vec<String>,
}

impl ClientSecret {
    pub(super) fn of(emulator: &Emulator) -> Self {
        Self {
            id: emulator.client_id().to_owned(),
            secret: emulator.client_secret().to_owned(),
            auth_uri: emulator.authorize_url(),
            token_uri: emulator.token_url(),
            redirect_uris: vec!["http://localhost".to_owned()],
        }
    }

    /// Reads the client; `None` if there is no such file.
    pub(super) fn read(file: &Path) -> Result<Option<Self>, Failure> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(fault) => return Err(Failure::new(format!("cannot read {}: {fault}", file.display()))),
        };
        let read: File = serde_json::from_str(&text).map_err(|fault| {
            Failure::new(format!(
                "{} is not the file of an OAuth client for desktop applications: {fault}",
                file.display()
            ))
        })?;
        Ok(Some(read.installed))
    }

    /// Writes the client with the addresses of this start.
    pub(super) fn write(self, file: &Path) -> Result<(), Failure> {
        let cannot =
            |fault: &dyn std::fmt::Display| Failure::new(format!("cannot write {}: {fault}", file.display()));
        let text = serde_json::to_string_pretty(&File { installed: self }).map_err(|fault| cannot(&fault))?;
        fs::write(file, text + "\n").map_err(|fault| cannot(&fault))
    }
}
