//! The OAuth server, from Rust.

use std::{collections::BTreeSet, time::Duration};

use super::{builder::EmulatorBuilder, handle::Emulator};

/// # Sign-ins
impl EmulatorBuilder {
    /// The OAuth client, if not one with a random ID and secret.
    pub fn oauth_client(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.oauth.client_id = id.into();
        self.oauth.client_secret = secret.into();
        self
    }

    /// How long the access tokens live that the token endpoint gives, in whole seconds; 3599 if not given, as at
    /// Google.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.oauth.lifetime = lifetime;
        self
    }

    /// Whether people agree when they are asked for their consent; they do if not given.
    pub fn consent(mut self, agree: bool) -> Self {
        self.oauth.consents = agree;
        self
    }
}

/// # Sign-ins
impl Emulator {
    /// The address that stands for `https://oauth2.googleapis.com/token`.
    #[must_use]
    pub fn token_url(&self) -> String {
        format!("{}/token", self.url())
    }

    /// The address that stands for `https://accounts.google.com/o/oauth2/v2/auth`.
    ///
    /// Nobody has to click there: the person of `login_hint`, or else the owner, agrees at once.
    #[must_use]
    pub fn authorize_url(&self) -> String {
        format!("{}/authorize", self.url())
    }

    /// The address that stands for `https://oauth2.googleapis.com/revoke`.
    #[must_use]
    pub fn revoke_url(&self) -> String {
        format!("{}/revoke", self.url())
    }

    /// The ID of the OAuth client.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.backend.oauth.settings.client_id
    }

    /// The secret of the OAuth client.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.backend.oauth.settings.client_secret
    }

    /// A refresh token of the script's owner, for every scope that the project needs.
    #[must_use]
    pub fn refresh_token(&self) -> &str {
        &self.backend.oauth.refresh_token
    }

    /// A new refresh token of this person, for these scopes.
    pub fn issue_refresh_token(
        &self,
        user: &str,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> String {
        let scopes: BTreeSet<String> = scopes.into_iter().map(Into::into).collect();
        self.backend.oauth.grants.add(user, Some(scopes))
    }

    /// Takes a token back, an access token or a refresh token, and with it all tokens of the same sign-in. Returns
    /// whether there was such a token.
    pub fn revoke_token(&self, token: &str) -> bool {
        self.backend.revoke(token)
    }
}
