use apps_script::{Error, ErrorKind};

/// What the answer to a call of a missing function says of the way to the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The script has been reached: it lacks the function, as it must.
    FunctionNotFound,
    /// The service cannot be reached, or something else answers in its place.
    Unreachable,
    TokenRefused,
    ApiDisabled,
    UserSettingOff,
    InsufficientScopes,
    NoDeployment,
    /// The ID cannot be that of a deployment, so that nothing was sent.
    NoDeploymentId,
    NoPermission,
    /// The script's top-level code fails, so that no function can be called.
    ScriptFails,
    Other,
}

impl Refusal {
    pub(super) fn of(error: &Error) -> Self {
        let says = |text: &str| error.message().contains(text);
        let reason = error.info().map(|info| info.reason.as_str());
        match error.status() {
            _ if error.kind() == ErrorKind::Transport || error.kind() == ErrorKind::Timeout => {
                Self::Unreachable
            }
            None if error.kind() == ErrorKind::Configuration => Self::NoDeploymentId,
            Some(200) if says("Script function not found") => Self::FunctionNotFound,
            Some(200) if says("reading from storage") => Self::NoDeployment,
            Some(401) => Self::TokenRefused,
            Some(403) if reason == Some("SERVICE_DISABLED") || says("has not been used in project") => {
                Self::ApiDisabled
            }
            Some(403) if says("User has not enabled the Apps Script API") => Self::UserSettingOff,
            Some(403)
                if reason == Some("ACCESS_TOKEN_SCOPE_INSUFFICIENT")
                    || says("insufficient authentication scopes") =>
            {
                Self::InsufficientScopes
            }
            Some(403) => Self::NoPermission,
            Some(404) => Self::NoDeployment,
            Some(200) if error.exception().is_some() => Self::ScriptFails,
            _ => Self::Other,
        }
    }
}
