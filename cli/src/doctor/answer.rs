//! What the answer to a call of a function that does not exist says of the way to the script.

use apps_script::{Error, ErrorKind};

/// An answer, or that there was none.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) meaning: Meaning,
    /// The service's own words, where it has any.
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// The Cloud project that the answer names.
    pub(super) cloud_project: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The script has been reached: it lacks the function, as it must.
    FunctionNotFound,
    /// The service cannot be reached, or something else answers in its place.
    Unreachable,
    /// The service is there, and cannot answer now.
    NotNow,
    TokenRefused,
    InsufficientScopes,
    ApiDisabled,
    UserSettingOff,
    NoPermission,
    NoDeployment,
    /// The ID cannot be that of a deployment, so that nothing was sent.
    NotAnId,
    /// The script's top-level code fails, so that no function can be called.
    ScriptFails,
    /// Something that nobody expects.
    Unknown,
}

impl Answer {
    /// What a script that has the function after all was reached by.
    pub(super) fn reached() -> Self {
        Self {
            meaning: Meaning::FunctionNotFound,
            message: String::new(),
            help: None,
            cloud_project: None,
        }
    }

    pub(super) fn of(error: &Error) -> Self {
        let consumer = error.info().and_then(|info| info.metadata.get("consumer"));
        let named = consumer.and_then(|consumer| consumer.strip_prefix("projects/"));
        Self {
            meaning: Meaning::of(error),
            message: error.message().to_owned(),
            help: error.help().map(str::to_owned),
            cloud_project: named.or_else(|| in_url(error.message())).map(str::to_owned),
        }
    }
}

impl Meaning {
    /// A reason for machines decides where there is one, and else the text, which the front end does not translate.
    fn of(error: &Error) -> Self {
        let says = |text: &str| error.message().contains(text);
        let reason = error.info().map_or("", |info| info.reason.as_str());
        match (error.status(), error.kind()) {
            (Some(401), _) => Self::TokenRefused,
            (Some(403), _) => match reason {
                "SERVICE_DISABLED" => Self::ApiDisabled,
                "ACCESS_TOKEN_SCOPE_INSUFFICIENT" => Self::InsufficientScopes,
                _ if says("script.google.com/home/usersettings") => Self::UserSettingOff,
                _ if says("overview?project=") => Self::ApiDisabled,
                _ if says("insufficient authentication scopes") => Self::InsufficientScopes,
                _ => Self::NoPermission,
            },
            (Some(400 | 404), _) => Self::NoDeployment,
            (Some(429 | 500..), _) => Self::NotNow,
            (Some(200), ErrorKind::NotFound) if says("Script function not found") => Self::FunctionNotFound,
            (Some(200), ErrorKind::NotFound) => Self::NoDeployment,
            (Some(200), ErrorKind::Denied) if says("reading from storage") => Self::NoPermission,
            (Some(200), ErrorKind::RateLimited) => Self::NotNow,
            (Some(200), _) if error.exception().is_some() => Self::ScriptFails,
            (None, ErrorKind::Configuration) => Self::NotAnId,
            (_, ErrorKind::Transport | ErrorKind::Timeout) => Self::Unreachable,
            _ => Self::Unknown,
        }
    }
}

/// The project in the address of its page: `…/overview?project=123456789012 then retry`.
fn in_url(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("?project=")?;
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | ':' | '.');
    let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    rest.get(..end)
        .map(|project| project.trim_end_matches('.'))
        .filter(|project| !project.is_empty())
}

#[cfg(test)]
mod tests {
    use super::in_url;

    #[test]
    fn the_cloud_project_is_read_out_of_its_address() {
        for (message, expected) in [
            (
                "visit https://x/overview?project=123456789012 then retry.",
                Some("123456789012"),
            ),
            ("visit https://x/overview?project=my-shop.", Some("my-shop")),
            ("visit https://x/overview?project=", None),
            ("The caller does not have permission", None),
        ] {
            assert_eq!(in_url(message), expected, "{message}");
        }
    }
}
