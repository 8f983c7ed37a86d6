use std::{fmt, fs, path::Path};

use secrecy::SecretString;

use super::{TokenError, client_secret};

/// An OAuth client: what an application signs in as. It must belong to the Cloud project of the script.
///
/// In the Cloud console, APIs & Services > Credentials > Create credentials > OAuth client ID > Desktop app makes
/// one, and offers its `client_secret….json`.
#[derive(Clone)]
pub struct OAuthClient {
    pub(super) id: String,
    pub(super) secret: Option<SecretString>,
}

impl OAuthClient {
    /// A client without a secret.
    ///
    /// ```
    /// use apps_script::credentials::OAuthClient;
    ///
    /// let client = OAuthClient::new("1234-example.apps.googleusercontent.com").secret("GOCSPX-example");
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            secret: None,
        }
    }

    /// The same client with its secret.
    #[must_use]
    pub fn secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// The client of a `client_secret….json`, as the Cloud console offers it.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the file cannot be read or is none of that kind.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, TokenError> {
        let path = path.as_ref();
        let text = fs::read_to_string(path).map_err(|fault| {
            TokenError::new(format!("{} cannot be read", path.display())).with_source(fault)
        })?;
        client_secret::read(&text).map_err(|fault| fault.in_file(path))
    }
}

impl fmt::Debug for OAuthClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthClient")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
