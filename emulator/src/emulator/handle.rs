use std::{fmt, sync::Arc};

use tokio::sync::oneshot;

use super::builder::EmulatorBuilder;
use crate::backend::Backend;

/// A running emulator, on a port of this machine alone if not told otherwise. It stops when it is dropped.
pub struct Emulator {
    pub(super) backend: Arc<Backend>,
    pub(super) url: String,
    /// Stops the server when it is dropped.
    pub(super) _stop: oneshot::Sender<()>,
}

impl Emulator {
    /// What an emulator is started with.
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder::new()
    }

    /// The address that stands for `https://script.googleapis.com`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// An access token of the script's owner, which holds every scope that the project needs.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.backend.token
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator")
            .field("url", &self.url)
            .field("deployment_id", &self.deployment_id())
            .finish_non_exhaustive()
    }
}
