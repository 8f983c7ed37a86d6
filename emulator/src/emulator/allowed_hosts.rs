use super::builder::EmulatorBuilder;

impl EmulatorBuilder {
    /// Lets scripts call a host with `UrlFetchApp`, on every port (`api.example.com`) or on one
    /// (`127.0.0.1:8080`). Without it they call none, so that no test reaches the network by chance.
    /// [`start`](Self::start) refuses what is not a host.
    ///
    /// ```no_run
    /// # use apps_script_emulator::Emulator;
    /// # async fn start(address_of_mock: &str) -> Result<(), apps_script_emulator::StartError> {
    /// let emulator = Emulator::builder()
    ///     .project("script")
    ///     .allow_host("api.example.com")
    ///     .allow_host(address_of_mock)
    ///     .start()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn allow_host(mut self, host: impl AsRef<str>) -> Self {
        let host = host.as_ref();
        if !self.allowed_hosts.allow(host) {
            self.unreadable_host.get_or_insert_with(|| host.to_owned());
        }
        self
    }
}
