//! Where the script runs.

use std::{env, error::Error, path::Path};

use apps_script::{Client, credentials::FixedToken};
use apps_script_emulator::Emulator;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/inventory/script");

/// The address of a deployment, and what is needed to call it.
pub(crate) struct Deployment {
    pub(crate) url: String,
    pub(crate) id: String,
    token: String,
    /// Runs as long as it is held.
    _emulator: Option<Emulator>,
}

impl Deployment {
    /// The deployment that the environment names; without one, the emulator with the script beside this file.
    pub(crate) async fn from_environment_or_emulator() -> Result<Self, Box<dyn Error>> {
        let names = ["APPS_SCRIPT_URL", "APPS_SCRIPT_ID", "APPS_SCRIPT_TOKEN"];
        match names.map(|name| env::var(name).ok()) {
            [Some(url), Some(id), Some(token)] => Ok(Self {
                url,
                id,
                token,
                _emulator: None,
            }),
            [None, None, None] => Self::emulated().await,
            values => {
                let missing: Vec<&str> = names
                    .into_iter()
                    .zip(&values)
                    .filter(|(_, value)| value.is_none())
                    .map(|(name, _)| name)
                    .collect();
                Err(format!(
                    "{} missing: set all three of {}, or none",
                    missing.join(" and "),
                    names.join(", ")
                )
                .into())
            }
        }
    }

    async fn emulated() -> Result<Self, Box<dyn Error>> {
        let emulator = Emulator::builder().project(Path::new(SCRIPT)).start().await?;
        Ok(Self {
            url: emulator.url().to_string(),
            id: emulator.deployment_id().to_string(),
            token: emulator.token().to_string(),
            _emulator: Some(emulator),
        })
    }

    pub(crate) fn client(&self) -> apps_script::Result<Client> {
        Client::builder()
            .base_url(&self.url)
            .credentials(FixedToken::new(self.token.clone()))
            .build()
    }
}
