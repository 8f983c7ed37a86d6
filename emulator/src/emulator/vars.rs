use super::handle::Emulator;

impl Emulator {
    /// The variables by which a client finds this emulator, and calls its script as the owner: `APPS_SCRIPT_URL`,
    /// `APPS_SCRIPT_ID` and `APPS_SCRIPT_TOKEN`.
    ///
    /// They are what the `from_vars` of a client takes, and what the environment of another process can be given, so
    /// that its client's `from_env` takes them:
    ///
    /// ```
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::process::Command;
    ///
    /// use apps_script_emulator::Emulator;
    ///
    /// # let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/inventory/script");
    /// let emulator = Emulator::builder().project(script).start().await?;
    /// let mut tests = Command::new("pytest");
    /// tests.envs(emulator.vars());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn vars(&self) -> Vec<(&'static str, String)> {
        vec![
            ("APPS_SCRIPT_URL", self.url().to_owned()),
            ("APPS_SCRIPT_ID", self.deployment_id().to_owned()),
            ("APPS_SCRIPT_TOKEN", self.token().to_owned()),
        ]
    }
}
