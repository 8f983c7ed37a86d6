use secrecy::{ExposeSecret, SecretString};

use super::{AccessToken, OAuthClient, TokenError, token_endpoint::TokenEndpoint};
use crate::secure_url::PlainHttp;

/// A sign-in as a file holds it.
#[derive(Clone, Debug, Default)]
pub(super) struct StoredUser {
    /// Missing from the oldest files of clasp.
    pub(super) client: Option<OAuthClient>,
    pub(super) refresh_token: Option<SecretString>,
    pub(super) access_token: Option<AccessToken>,
    /// Where the tokens come from, if not from Google.
    pub(super) token_url: Option<String>,
    /// The Cloud project whose quota calls use.
    pub(super) quota_project: Option<String>,
}

impl StoredUser {
    /// Whether both come from one sign-in, however often it was renewed.
    pub(super) fn is_same_sign_in(&self, other: &Self) -> bool {
        let client = |user: &Self| {
            let client = user.client.as_ref();
            client.map(|client| (client.id.clone(), client.exposed_secret().to_owned()))
        };
        let quota_project = self.quota_project == other.quota_project;
        let token_url = self.token_url == other.token_url;
        client(self) == client(other)
            && exposed(&self.refresh_token) == exposed(&other.refresh_token)
            && quota_project
            && token_url
    }

    /// The endpoint that renews the sign-in: `given`, or else that of the sign-in, or else Google's.
    pub(super) fn endpoint(
        &self,
        given: Option<&TokenEndpoint>,
        plain_http: PlainHttp,
    ) -> Result<TokenEndpoint, TokenError> {
        match (given, &self.token_url) {
            (Some(endpoint), _) => Ok(endpoint.clone()),
            (None, Some(url)) => TokenEndpoint::at(url, plain_http),
            (None, None) => Ok(TokenEndpoint::default()),
        }
    }

    pub(super) fn has_same_token(&self, other: &Self) -> bool {
        let secret = |user: &Self| user.access_token.as_ref().map(|token| token.secret().to_owned());
        secret(self) == secret(other)
    }

    /// The access token with the project that pays for it.
    pub(super) fn token(&self) -> Option<AccessToken> {
        let token = self.access_token.clone()?;
        Some(match &self.quota_project {
            Some(project) => token.with_quota_project(project),
            None => token,
        })
    }
}

fn exposed(secret: &Option<SecretString>) -> Option<&str> {
    secret.as_ref().map(|secret| secret.expose_secret())
}
