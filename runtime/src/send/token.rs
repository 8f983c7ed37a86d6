//! The token of a try.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::{
    authorize,
    credentials::{AccessToken, TokenRequest},
    deadline::Deadline,
    error::{Error, ErrorKind, Executed},
    settings::Settings,
};

/// Google advises to refresh a token that lives no longer than a script may run.
const MIN_LIFETIME: Duration = Duration::from_secs(360);

/// A token that the service refused, and with what words.
pub(super) struct Refused {
    pub(super) token: AccessToken,
    pub(super) error: Error,
}

/// Asks the credentials for a token; not for `refused`, if there is one.
pub(super) async fn request(
    settings: &Settings,
    scopes: &[&str],
    refused: Option<&Refused>,
    deadline: &Deadline,
    repeated: bool,
) -> Result<AccessToken, Error> {
    let source = settings.credentials.as_deref().ok_or_else(no_credentials)?;
    let request = TokenRequest::new(scopes, MIN_LIFETIME).with_http(&settings.http);
    let request = refused.map_or(request, |refused| request.rejecting(&refused.token));
    let token = authorize::token(source, request, deadline, repeated).await;
    let token = token.map_err(|error| match refused {
        Some(refused) => authorize::refused(&refused.error, error),
        None => error,
    });
    token?.ok_or_else(|| too_late(deadline.timeout))
}

/// Until when the token lives long enough for a run. `None` if that is not known, or if it does not now.
pub(super) fn fresh_until(token: &AccessToken) -> Option<Instant> {
    let lives_for = token.expires_at()?.duration_since(SystemTime::now()).ok()?;
    Instant::now().checked_add(lives_for.checked_sub(MIN_LIFETIME)?)
}

/// Where the service does not say which scope is missing, the token may.
pub(super) fn with_missing_scopes(error: Error, scopes: &[&str], token: &AccessToken) -> Error {
    let granted = token.scopes().filter(|_| error.kind() == ErrorKind::Denied);
    let Some(granted) = granted else { return error };
    let is_missing = |scope: &&&str| !granted.iter().any(|held| held == *scope);
    let missing: Vec<&str> = scopes.iter().filter(is_missing).copied().collect();
    if missing.is_empty() {
        return error;
    }
    error.with_help(format!(
        "the token lacks {}: sign in again with every scope of the script",
        missing.join(", ")
    ))
}

fn no_credentials() -> Error {
    Error::new(ErrorKind::Auth, Executed::No, "the client has no credentials")
        .with_help("give it some: `Client::builder().credentials(…)`")
}

fn too_late(timeout: Duration) -> Error {
    Error::new(
        ErrorKind::Timeout,
        Executed::No,
        format!("no access token within {timeout:?}"),
    )
    .with_help("check that the token endpoint can be reached, or raise `timeout`")
}
