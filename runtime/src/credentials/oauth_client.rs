use std::{fmt, path::Path};

use secrecy::{ExposeSecret, SecretString};

use super::{TokenError, client_secret, credential_file, trim::trimmed};

/// An OAuth client: what an application signs in as. It must belong to the Cloud project of the script.
///
/// In the Cloud console, APIs & Services > Credentials > Create credentials > OAuth client ID > Desktop app makes
/// one, and offers its `client_secret….json`.
#[derive(Clone)]
pub struct OAuthClient {
    pub(super) id: String,
    pub(super) secret: Option<SecretString>,
    /// The page to sign in that the client's file names, if it is not Google's.
    pub(super) authorize_url: Option<String>,
    /// The token endpoint that the client's file names, if it is not Google's.
    pub(super) token_url: Option<String>,
}

impl OAuthClient {
    /// A client without a secret. White space around ID and secret is removed.
    ///
    /// ```
    /// use apps_script::credentials::OAuthClient;
    ///
    /// let client = OAuthClient::new("1234-example.apps.googleusercontent.com").secret("GOCSPX-example");
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into().trim().to_owned(),
            secret: None,
            authorize_url: None,
            token_url: None,
        }
    }

    /// The same client with its secret.
    #[must_use]
    pub fn secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.secret = Some(trimmed(secret.into()));
        self
    }

    /// The client of a `client_secret….json`, as the Cloud console offers it.
    ///
    /// Its `auth_uri` and `token_uri` count if they are not Google's: the file that `apps-script serve` writes names the
    /// emulator there, as Google's own libraries understand it.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the file cannot be read or is not of that kind.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, TokenError> {
        let path = path.as_ref();
        let text = credential_file::read(path)?;
        client_secret::read(&text).map_err(|fault| fault.in_file(path))
    }

    /// The secret, for what must not be printed; empty if there is none.
    pub(super) fn exposed_secret(&self) -> &str {
        self.secret.as_ref().map_or("", |secret| secret.expose_secret())
    }
}

impl fmt::Debug for OAuthClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthClient")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
