use super::builder::EmulatorBuilder;

/// # The Cloud project
impl EmulatorBuilder {
    /// Whether the Apps Script API is enabled in the Cloud project of the client. Without it, every call is
    /// refused with status 403.
    pub fn api_enabled(mut self, enabled: bool) -> Self {
        self.cloud.api_enabled = enabled;
        self
    }

    /// Whether people have switched the Apps Script API on in their own settings. Without it, every call is
    /// refused with status 403.
    pub fn user_setting(mut self, on: bool) -> Self {
        self.cloud.user_setting = on;
        self
    }

    /// Whether client and script belong to the same Cloud project. Where they don't, every call is refused with
    /// status 403.
    pub fn shared_cloud_project(mut self, shared: bool) -> Self {
        self.cloud.is_shared = shared;
        self
    }

    /// How often a person may call in a minute; as often as one likes if not given. A call beyond it is refused
    /// with status 429.
    pub fn calls_per_minute(mut self, calls: usize) -> Self {
        self.cloud.calls_per_minute = Some(calls);
        self
    }
}
