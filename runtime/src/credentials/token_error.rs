use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

/// Why a [`TokenSource`](super::TokenSource) has no token. Neither its message nor its help may contain a secret.
///
/// `{error}` is one line; `{error:#}` adds the innermost cause and the help.
///
/// In a function that calls scripts, `?` turns it into an [`Error`](crate::Error) of the kind
/// [`Auth`](crate::ErrorKind::Auth):
///
/// ```no_run
/// use apps_script::{Client, credentials::Credentials};
///
/// fn client() -> apps_script::Result<Client> {
///     Client::builder().credentials(Credentials::discover()?).build()
/// }
/// ```
#[derive(Clone, Debug)]
pub struct TokenError {
    message: String,
    help: Option<String>,
    transient: bool,
    retry_after: Option<Duration>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl TokenError {
    /// An error that a later try would meet again.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            transient: false,
            retry_after: None,
            source: None,
        }
    }

    /// The same error with what the reader is to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same error with its cause, which the message does not repeat.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// The same error, marked as one that a later try may not meet: the token endpoint could not be reached,
    /// or answered with a server error. A call asks the source again until its timeout.
    #[must_use]
    pub fn transient(mut self) -> Self {
        self.transient = true;
        self
    }

    /// The same error, marked as [transient](Self::transient), with how long to wait before the next try.
    #[must_use]
    pub fn with_retry_after(mut self, delay: Duration) -> Self {
        self.retry_after = Some(delay);
        self.transient()
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

    /// How long to wait before the next try, where that is known.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    fn innermost_cause(&self) -> Option<&(dyn StdError + 'static)> {
        let mut cause = self.source()?;
        while let Some(next) = cause.source() {
            cause = next;
        }
        Some(cause)
    }

    /// The cause, for another error that repeats the message.
    pub(crate) fn into_cause(self) -> Option<Cause> {
        self.source.map(Cause)
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if f.alternate() {
            if let Some(cause) = self.innermost_cause() {
                write!(f, "\ncause: {cause}")?;
            }
            if let Some(help) = &self.help {
                write!(f, "\nhelp: {help}")?;
            }
        }
        Ok(())
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// A shared error as an owned one.
pub(crate) struct Cause(Arc<dyn StdError + Send + Sync>);

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

#[cfg(test)]
mod tests {
    use std::{io, time::Duration};

    use super::TokenError;
    use crate::error::{Error, ErrorKind, Executed};

    #[test]
    fn shows_the_innermost_cause_once() {
        let inner = io::Error::other("certificate has expired");
        let cause = TokenError::new("the handshake failed").with_source(inner);
        let error = TokenError::new("no answer")
            .with_source(cause)
            .with_help("renew it");
        assert_eq!(error.to_string(), "no answer");
        assert_eq!(
            format!("{error:#}"),
            "no answer\ncause: certificate has expired\nhelp: renew it"
        );
    }

    #[test]
    fn becomes_the_error_of_a_call() {
        let inner = io::Error::other("certificate has expired");
        let error: Error = TokenError::new("no answer")
            .with_source(inner)
            .with_help("renew it")
            .into();
        assert_eq!((error.kind(), error.executed()), (ErrorKind::Auth, Executed::No));
        assert_eq!(error.message(), "no access token: no answer");
        assert_eq!(error.help(), Some("renew it"));
        let cause = std::error::Error::source(&error).unwrap();
        assert_eq!(cause.to_string(), "certificate has expired");
    }

    #[test]
    fn a_delay_makes_it_transient() {
        let error = TokenError::new("busy").with_retry_after(Duration::from_secs(7));
        assert!(error.is_transient());
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    }
}
