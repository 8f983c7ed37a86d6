use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, OnceLock},
    time::{Duration, SystemTime},
};

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::{TokenError, trim::trimmed};
use crate::{
    error::Error,
    http_client::{HttpClient, value_of},
};

/// The future that [`TokenSource::token`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, TokenError>> + Send + 'a>>;

/// Gives access tokens to a [`Client`](crate::Client).
///
/// The client asks before every try of every call, so a source keeps its token and returns it again as long as it
/// lives. A [transient](TokenError::transient) error is retried by the client within the call's timeout; any other
/// ends the call.
pub trait TokenSource: Send + Sync + 'static {
    /// A token that fits `request`.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] when no such token can be had; the call then ends with
    /// [`ErrorKind::Auth`](crate::ErrorKind::Auth).
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a>;
}

impl<S: TokenSource + ?Sized> TokenSource for Arc<S> {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        S::token(self, request)
    }
}

impl<S: TokenSource + ?Sized> TokenSource for Box<S> {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        S::token(self, request)
    }
}

/// What a call needs of its token.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TokenRequest<'a> {
    /// The OAuth scopes of the script project; empty when the trait does not state them.
    pub scopes: &'a [&'a str],
    /// How long the token must live from now on.
    pub min_lifetime: Duration,
    /// A token that the service has just refused: whatever is cached of it must not be handed out again.
    pub rejected: Option<&'a AccessToken>,
    http: Option<&'a HttpClient>,
}

impl<'a> TokenRequest<'a> {
    /// A request for a token that lives at least `min_lifetime` more and holds `scopes`.
    #[must_use]
    pub fn new(scopes: &'a [&'a str], min_lifetime: Duration) -> Self {
        Self {
            scopes,
            min_lifetime,
            rejected: None,
            http: None,
        }
    }

    /// The same request after the service refused `token`.
    #[must_use]
    pub fn rejecting(mut self, token: &'a AccessToken) -> Self {
        self.rejected = Some(token);
        self
    }

    /// The same request from a client that sends through `http`. A source without an HTTP client of its own uses it.
    #[must_use]
    pub fn with_http(mut self, http: &'a HttpClient) -> Self {
        self.http = Some(http);
        self
    }

    /// The HTTP client of the [`Client`](crate::Client) that asks.
    #[must_use]
    pub fn http(&self) -> Option<&'a HttpClient> {
        self.http
    }
}

/// An OAuth 2.0 access token. Its `Debug` never shows the secret.
#[derive(Clone)]
pub struct AccessToken {
    secret: Arc<Secret>,
    expires_at: Option<SystemTime>,
    scopes: Option<Arc<[String]>>,
    quota_project: Option<Arc<str>>,
}

/// Shared by all clones of a token.
struct Secret {
    text: SecretString,
    /// `Bearer` and the text, once a request was made with it.
    header: OnceLock<HeaderValue>,
}

impl AccessToken {
    /// A token that is not known to expire. White space around it is removed.
    #[must_use]
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self {
            secret: Arc::new(Secret {
                text: trimmed(secret.into()),
                header: OnceLock::new(),
            }),
            expires_at: None,
            scopes: None,
            quota_project: None,
        }
    }

    /// The same token with the moment at which it expires.
    #[must_use]
    pub fn with_expiry(mut self, expires_at: SystemTime) -> Self {
        self.expires_at = Some(expires_at);
        self
    }

    /// The same token with the OAuth scopes that it was granted.
    #[must_use]
    pub fn with_scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// The same token with the Cloud project whose quota its calls use, if the client does not state another with
    /// [`quota_project`](crate::ClientBuilder::quota_project).
    #[must_use]
    pub fn with_quota_project(mut self, project: impl Into<String>) -> Self {
        self.quota_project = Some(project.into().into());
        self
    }

    /// The text that follows `Bearer` in the request.
    #[must_use]
    pub fn secret(&self) -> &str {
        self.secret.text.expose_secret()
    }

    /// When the token expires, where that is known.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// The OAuth scopes that the token was granted, where that is known.
    #[must_use]
    pub fn scopes(&self) -> Option<&[String]> {
        self.scopes.as_deref()
    }

    /// The Cloud project whose quota the token's calls use, where that is known.
    #[must_use]
    pub fn quota_project(&self) -> Option<&str> {
        self.quota_project.as_deref()
    }

    /// The header that authorizes a request, made once for all clones of the token.
    pub(crate) fn header(&self) -> Result<HeaderValue, Error> {
        if let Some(header) = self.secret.header.get() {
            return Ok(header.clone());
        }
        let mut header = value_of("the access token", &format!("Bearer {}", self.secret()))?;
        header.set_sensitive(true);
        Ok(self.secret.header.get_or_init(|| header).clone())
    }

    /// Whether the text can be an access token at all.
    ///
    /// RFC 6750, section 2.1, allows fewer characters than are accepted here: some gateways issue tokens with others.
    pub(crate) fn check(&self) -> Result<(), TokenError> {
        let secret = self.secret();
        let is_prefixed = secret
            .get(..7)
            .is_some_and(|start| start.eq_ignore_ascii_case("bearer "));
        if secret.is_empty() {
            return Err(TokenError::new("the access token is empty"));
        }
        if is_prefixed || secret.eq_ignore_ascii_case("bearer") {
            let error =
                TokenError::new("the access token begins with `Bearer`, which the client writes itself");
            return Err(error.with_help("give only the part after `Bearer`"));
        }
        let foreign = |letter: char| !letter.is_ascii_graphic() || letter == '"' || letter == '\'';
        match secret.find(foreign) {
            None => Ok(()),
            Some(place) => {
                let error = TokenError::new(format!(
                    "the access token has a line break, a space, a quote or another character that no token has, at \
                     byte {place}"
                ));
                Err(error
                    .with_help("check how the token was copied or read: it is one word, such as `ya29.…`"))
            }
        }
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_at", &self.expires_at)
            .field("scopes", &self.scopes)
            .field("quota_project", &self.quota_project)
            .finish_non_exhaustive()
    }
}
