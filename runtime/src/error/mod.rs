mod display;
mod simulated;

use std::{error::Error as StdError, time::Duration};

use serde::de::DeserializeOwned;

use crate::{
    decode,
    exception::{ErrorInfo, Exception},
    redaction::redact,
    target::Target,
};

/// Why a call has no value.
///
/// `{error}` is one line: what others wrote in it is escaped where it has control characters, and cut after 1,000
/// characters. `{error:#}` adds the script's stack, the innermost cause and the help, each on a line of its own. What
/// [`source`](StdError::source) returns is not repeated by the message.
///
/// ```no_run
/// # async fn run(client: apps_script::Client) {
/// if let Err(error) = client.call("AKfycbxExample", "nightly").send::<()>().await {
///     eprintln!("{error:#}");
/// }
/// # }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    executed: Executed,
    message: String,
    help: Option<String>,
    target: Option<Target>,
    status: Option<u16>,
    exception: Option<Exception>,
    info: Option<ErrorInfo>,
    tries: u32,
    retry_after: Option<Duration>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of [`Error`], by what a caller can do about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument cannot travel as JSON. Nothing was sent.
    Encode,
    /// The script's answer does not fit the return type.
    Decode,
    /// The script threw an exception.
    Script,
    /// The call's time was over, or the script's own limit of 6 minutes.
    Timeout,
    /// There is no token, or the service does not take it.
    Auth,
    /// The token is good, but its owner may not do this.
    Denied,
    /// No such deployment, or no such function in it.
    NotFound,
    /// Too many calls.
    RateLimited,
    /// The function has finished, and returned something that cannot travel, such as a `Date`.
    UnsupportedReturn,
    /// Google's servers failed.
    Service,
    /// The connection failed, or what came back is no answer of the service.
    Transport,
    /// The service does not understand the request, or the client is set up wrongly.
    Configuration,
}

/// Whether the script's function has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Executed {
    /// It has not: calling again is safe.
    No,
    /// It has, to its end or to an exception.
    Yes,
    /// It may have.
    Unknown,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, executed: Executed, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            executed,
            message: message.into(),
            help: None,
            target: None,
            status: None,
            exception: None,
            info: None,
            tries: 0,
            retry_after: None,
            source: None,
        }))
    }

    /// The same error without the given secrets, and without what looks like one of Google's, in all that others wrote.
    pub(crate) fn without_secrets(mut self, secrets: &[&str]) -> Self {
        let strike = |text: &mut String| *text = redact(text, secrets);
        let inner = &mut *self.0;
        strike(&mut inner.message);
        inner.help.iter_mut().for_each(strike);
        inner.exception.iter_mut().for_each(|exception| {
            exception.class.iter_mut().for_each(strike);
            strike(&mut exception.message);
            exception
                .stack
                .iter_mut()
                .for_each(|frame| strike(&mut frame.function));
        });
        inner.info.iter_mut().for_each(|info| {
            strike(&mut info.reason);
            strike(&mut info.domain);
            info.metadata.values_mut().for_each(strike);
        });
        self
    }

    /// Puts a remark in front of the help.
    pub(crate) fn with_remark(mut self, remark: &str) -> Self {
        self.0.help = Some(match self.0.help {
            Some(help) => format!("{remark}; {help}"),
            None => remark.to_owned(),
        });
        self
    }

    pub(crate) fn with_target(mut self, target: &Target) -> Self {
        self.0.target = Some(target.clone());
        self
    }

    pub(crate) fn with_info(mut self, info: Option<ErrorInfo>) -> Self {
        self.0.info = info;
        self
    }

    pub(crate) fn with_tries(mut self, tries: u32) -> Self {
        self.0.tries = tries;
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The cause, for another error that repeats the message.
    pub(crate) fn into_cause(self) -> Option<Box<dyn StdError + Send + Sync>> {
        self.0.source
    }

    /// The longer of this wait and one that is known already.
    pub(crate) fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.0.retry_after = self.0.retry_after.max(retry_after);
        self
    }

    /// Takes back that the function has not run: what said so is not enough, or an earlier try may have run it.
    pub(crate) fn with_unknown_execution(mut self) -> Self {
        if self.0.executed == Executed::No {
            self.0.executed = Executed::Unknown;
        }
        self
    }

    /// What a caller can do about it.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the function has run, in any of the call's tries.
    #[must_use]
    pub fn executed(&self) -> Executed {
        self.0.executed
    }

    /// What happened: the service's own words where it has any, whole and as they came, with line breaks and control
    /// characters.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do about it, for the cases in which that is known.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.0.help.as_deref()
    }

    /// The ID of the deployment that was called, as it was given to the client.
    #[must_use]
    pub fn deployment_id(&self) -> Option<&str> {
        self.0.target.as_ref().map(|target| &*target.id)
    }

    /// The function that was called.
    #[must_use]
    pub fn function(&self) -> Option<&str> {
        self.0.target.as_ref().map(|target| &*target.function)
    }

    /// The HTTP status of the last answer, if there was one. An exception of the script comes with 200.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// What the script threw.
    #[must_use]
    pub fn exception(&self) -> Option<&Exception> {
        self.0.exception.as_ref()
    }

    /// The service's machine-readable reason, if it gave one.
    #[must_use]
    pub fn info(&self) -> Option<&ErrorInfo> {
        self.0.info.as_ref()
    }

    /// How often the request was sent.
    #[must_use]
    pub fn tries(&self) -> u32 {
        self.0.tries
    }

    /// How long the service asked to wait before the next try: the header `Retry-After`, or the detail
    /// `google.rpc.RetryInfo`, whichever is longer. The call itself has waited so long between its tries, as far
    /// as its deadline allowed.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// fn next_run(error: &apps_script::Error) -> Duration {
    ///     error.retry_after().unwrap_or(Duration::from_secs(60))
    /// }
    /// # let _ = next_run;
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Reads the message of what the script threw as JSON: `throw new Error(JSON.stringify({…}))`.
    ///
    /// Numbers are read as in what a function returns. `None` if the script threw nothing, or its message is not JSON
    /// of that type.
    ///
    /// ```
    /// #[derive(serde::Deserialize)]
    /// struct Refused {
    ///     sku: String,
    ///     left: u32,
    /// }
    ///
    /// fn left(error: &apps_script::Error) -> Option<u32> {
    ///     error.script().map(|Refused { left, .. }| left)
    /// }
    /// # let _ = left;
    /// ```
    #[must_use]
    pub fn script<T: DeserializeOwned>(&self) -> Option<T> {
        decode::json(&self.exception()?.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
