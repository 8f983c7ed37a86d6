use std::{error::Error as StdError, fmt};

/// Why a request has no answer.
#[derive(Debug)]
pub(crate) enum HttpFault {
    /// The HTTP client's own error, for a request that was sent once at most.
    Reqwest(reqwest::Error),
    /// The request was sent more than once, or not at all, or the error is that of a middleware.
    #[cfg(feature = "middleware")]
    Middleware {
        error: reqwest_middleware::Error,
        may_have_arrived: bool,
    },
}

impl HttpFault {
    /// Whether the server may have got the request.
    pub(crate) fn may_have_arrived(&self) -> bool {
        match self {
            Self::Reqwest(error) => !error.is_connect() && !error.is_builder(),
            #[cfg(feature = "middleware")]
            Self::Middleware { may_have_arrived, .. } => *may_have_arrived,
        }
    }
}

impl From<reqwest::Error> for HttpFault {
    /// Without the URL, which may hold a secret.
    fn from(error: reqwest::Error) -> Self {
        Self::Reqwest(error.without_url())
    }
}

impl fmt::Display for HttpFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reqwest(error) => error.fmt(f),
            #[cfg(feature = "middleware")]
            Self::Middleware { error, .. } => error.fmt(f),
        }
    }
}

impl StdError for HttpFault {
    /// The cause of the error that is displayed here.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Reqwest(error) => error.source(),
            #[cfg(feature = "middleware")]
            Self::Middleware { error, .. } => error.source(),
        }
    }
}
