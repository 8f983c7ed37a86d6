use std::{fmt, io, sync::Arc};

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

    /// Puts properties, caches, spreadsheets, the Drive and the outbox back to what they were at the start, and forgets
    /// executions and faults: for tests that share one emulator.
    ///
    /// Deployments, sign-ins and the clock stay, and so do runs that have not ended.
    ///
    /// # Errors
    ///
    /// If the state file cannot be written.
    pub fn reset(&self) -> io::Result<()> {
        self.backend.reset().map_err(io::Error::other)
    }

    /// An access token of the script's owner, which holds every scope that the project needs.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.backend.token
    }
}

impl Drop for Emulator {
    /// Another emulator may use the state file from now on, though runs and connections of this one still end.
    fn drop(&mut self) {
        self.backend.store.close();
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Emulator;
    use crate::state::spreadsheets::Spreadsheet;

    const CODE: &str = "
        function write(text) { SpreadsheetApp.getActive().getActiveSheet().getRange('A1').setValue(text) }
        function flush(text) { write(text); SpreadsheetApp.flush() }
        function read() { return SpreadsheetApp.getActive().getActiveSheet().getRange('A1').getValue().length }
    ";

    async fn run(emulator: &Emulator, function: &str, parameters: Value) -> Value {
        let url = format!("{}/v1/scripts/{}:run", emulator.url(), emulator.deployment_id());
        let request = reqwest::Client::new().post(url).bearer_auth(emulator.token());
        let body = json!({ "function": function, "parameters": parameters });
        let answer = request.body(body.to_string()).send().await.unwrap();
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    #[tokio::test]
    async fn a_change_that_a_full_disk_cannot_keep_fails_and_is_kept_later() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("Code.gs"), CODE).unwrap();
        let manifest = r#"{ "executionApi": { "access": "MYSELF" } }"#;
        std::fs::write(folder.path().join("appsscript.json"), manifest).unwrap();
        let start = || {
            Emulator::builder()
                .project(folder.path())
                .container(Spreadsheet::new("Stock"))
                .state_file(folder.path().join("state.sqlite"))
                .start()
        };
        let emulator = start().await.unwrap();
        emulator.backend.store.fill_disk(true).unwrap();
        for function in ["write", "flush"] {
            let answer = run(&emulator, function, json!(["x".repeat(40_000)])).await;
            let message = answer["error"]["details"][0]["errorMessage"].as_str().unwrap();
            assert!(
                message.starts_with("Exception: the emulator's state file cannot be written: ")
                    && message.contains("full"),
                "{message}"
            );
        }
        emulator.backend.store.fill_disk(false).unwrap();
        let answer = run(&emulator, "read", json!([])).await;
        assert_eq!(answer["response"]["result"], 40_000, "{answer}");
        drop(emulator);
        let answer = run(&start().await.unwrap(), "read", json!([])).await;
        assert_eq!(answer["response"]["result"], 40_000, "{answer}");
    }
}
