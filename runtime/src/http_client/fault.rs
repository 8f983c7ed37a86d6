use std::{error::Error as StdError, fmt};

/// Why a request has no answer.
#[derive(Debug)]
pub(crate) struct HttpFault {
    error: Cause,
    may_have_arrived: bool,
}

#[derive(Debug)]
enum Cause {
    Reqwest(reqwest::Error),
    #[cfg(feature = "middleware")]
    Middleware(reqwest_middleware::Error),
}

impl HttpFault {
    /// Without the URL, which may contain a secret.
    pub(super) fn new(error: reqwest::Error, may_have_arrived: bool) -> Self {
        Self {
            error: Cause::Reqwest(error.without_url()),
            may_have_arrived,
        }
    }

    /// The fault of an answer that has begun.
    pub(crate) fn in_answer(error: reqwest::Error) -> Self {
        Self::new(error, true)
    }

    #[cfg(feature = "middleware")]
    pub(super) fn of_middleware(error: reqwest_middleware::Error, may_have_arrived: bool) -> Self {
        let error = match error {
            reqwest_middleware::Error::Reqwest(error) => return Self::new(error, may_have_arrived),
            error => Cause::Middleware(error),
        };
        Self {
            error,
            may_have_arrived,
        }
    }

    /// Whether the server may have got the request.
    pub(crate) fn may_have_arrived(&self) -> bool {
        self.may_have_arrived
    }

    /// The error of the HTTP client; none if it is that of a middleware.
    pub(crate) fn of_client(&self) -> Option<&reqwest::Error> {
        match &self.error {
            Cause::Reqwest(error) => Some(error),
            #[cfg(feature = "middleware")]
            Cause::Middleware(_) => None,
        }
    }
}

impl fmt::Display for HttpFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error {
            Cause::Reqwest(error) => error.fmt(f),
            #[cfg(feature = "middleware")]
            Cause::Middleware(error) => error.fmt(f),
        }
    }
}

impl StdError for HttpFault {
    /// The cause of the error that is displayed here.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.error {
            Cause::Reqwest(error) => error.source(),
            #[cfg(feature = "middleware")]
            Cause::Middleware(error) => error.source(),
        }
    }
}
