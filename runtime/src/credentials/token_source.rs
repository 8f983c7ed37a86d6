use std::{
    error::Error as StdError,
    fmt,
    future::Future,
    pin::Pin,
    sync::Arc,
    time::{Duration, SystemTime},
};

use secrecy::{ExposeSecret, SecretString};

/// The future that [`TokenSource::token`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, TokenError>> + Send + 'a>>;

/// Gives access tokens to a [`Client`](crate::Client).
///
/// The client asks before every try of every call, so a source keeps its token and hands it out again while
/// it serves.
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
}

impl<'a> TokenRequest<'a> {
    /// A request for a token that lives at least `min_lifetime` more and holds `scopes`.
    #[must_use]
    pub fn new(scopes: &'a [&'a str], min_lifetime: Duration) -> Self {
        Self {
            scopes,
            min_lifetime,
            rejected: None,
        }
    }

    /// The same request after the service refused `token`.
    #[must_use]
    pub fn rejecting(mut self, token: &'a AccessToken) -> Self {
        self.rejected = Some(token);
        self
    }
}

/// An OAuth 2.0 access token. Its `Debug` never shows the secret.
#[derive(Clone)]
pub struct AccessToken {
    secret: SecretString,
    expires_at: Option<SystemTime>,
    scopes: Option<Arc<[String]>>,
}

impl AccessToken {
    /// A token that is not known to expire.
    #[must_use]
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self {
            secret: secret.into(),
            expires_at: None,
            scopes: None,
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

    /// The text that goes behind `Bearer`.
    #[must_use]
    pub fn secret(&self) -> &str {
        self.secret.expose_secret()
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

    /// Whether the token still serves after `time`, as far as that is known.
    pub(crate) fn outlives(&self, time: Duration) -> bool {
        self.expires_at
            .is_none_or(|expires_at| expires_at > SystemTime::now() + time)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_at", &self.expires_at)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// Why a [`TokenSource`] has no token. Neither its message nor its help may hold a secret.
///
/// `{error}` is one line; `{error:#}` adds the help.
#[derive(Clone, Debug)]
pub struct TokenError {
    message: String,
    help: Option<String>,
    transient: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl TokenError {
    /// An error that trying again does not mend.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            transient: false,
            source: None,
        }
    }

    /// The same error with what the reader is to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same error with its cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// The same error, marked as one that a later try may not meet: the token endpoint could not be reached,
    /// or answered with a server error.
    #[must_use]
    pub fn transient(mut self) -> Self {
        self.transient = true;
        self
    }

    /// What the reader is to do.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Whether a later try may succeed.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.transient
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) if f.alternate() => write!(f, "\nhelp: {help}"),
            _ => Ok(()),
        }
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
