use std::time::Duration;

/// How a call is sent, where it differs from what the client says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) dev_mode: Option<bool>,
    pub(crate) idempotent: bool,
    pub(crate) scopes: &'static [&'static str],
}
