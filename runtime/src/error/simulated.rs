//! Errors for tests.

use super::{Error, ErrorKind, Executed};
use crate::exception::Exception;

impl Error {
    /// An error for a test: what a fake of a script's trait returns.
    ///
    /// It is like one of a real call, without deployment, function and tries. Whether the function has run is what is
    /// usual for the kind: [`Executed::No`] for `Encode`, `Auth`, `Denied`, `NotFound`, `RateLimited` and
    /// `Configuration`, [`Executed::Yes`] for `Decode`, `Script` and `UnsupportedReturn`, and [`Executed::Unknown`] for
    /// the others. [`with_executed`](Self::with_executed), [`with_exception`](Self::with_exception),
    /// [`with_status`](Self::with_status) and [`with_help`](Self::with_help) refine it.
    ///
    /// ```
    /// use apps_script::{Error, ErrorKind, apps_script};
    ///
    /// #[apps_script(id = "AKfycbxExample")]
    /// trait Inventory {
    ///     async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<String>>;
    /// }
    ///
    /// struct Busy;
    ///
    /// impl Inventory for Busy {
    ///     async fn low_stock(&self, _threshold: u32) -> apps_script::Result<Vec<String>> {
    ///         Err(Error::simulated(ErrorKind::RateLimited, "too many calls"))
    ///     }
    /// }
    /// # let _ = Busy;
    /// ```
    #[must_use]
    pub fn simulated(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self::new(kind, usual(kind), message)
    }

    /// The same error with another answer to [`executed`](Self::executed). For tests.
    ///
    /// ```
    /// use apps_script::{Error, ErrorKind, Executed};
    ///
    /// let error = Error::simulated(ErrorKind::Timeout, "6 minutes").with_executed(Executed::Yes);
    /// assert_eq!(error.executed(), Executed::Yes);
    /// ```
    #[must_use]
    pub fn with_executed(mut self, executed: Executed) -> Self {
        self.0.executed = executed;
        self
    }

    /// The same error with what the script threw. For tests.
    ///
    /// ```
    /// use apps_script::{Error, ErrorKind, Exception};
    ///
    /// let thrown = Exception::simulated("Error", r#"{"code": 7}"#).with_frame("adjust", 12);
    /// let error = Error::simulated(ErrorKind::Script, "out of stock").with_exception(thrown);
    /// # #[derive(serde::Deserialize)]
    /// # struct Failure { code: u32 }
    /// assert_eq!(error.script::<Failure>().map(|failure| failure.code), Some(7));
    /// ```
    #[must_use]
    pub fn with_exception(mut self, exception: Exception) -> Self {
        self.0.exception = Some(exception);
        self
    }

    /// The same error with an HTTP status. For tests.
    ///
    /// ```
    /// use apps_script::{Error, ErrorKind};
    ///
    /// let error = Error::simulated(ErrorKind::NotFound, "no such deployment").with_status(404);
    /// assert_eq!(error.status(), Some(404));
    /// ```
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// The same error with another help. For tests.
    ///
    /// ```
    /// use apps_script::{Error, ErrorKind};
    ///
    /// let error = Error::simulated(ErrorKind::Auth, "no token").with_help("sign in");
    /// assert_eq!(format!("{error:#}"), "no token\nhelp: sign in");
    /// ```
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }
}

fn usual(kind: ErrorKind) -> Executed {
    match kind {
        ErrorKind::Encode
        | ErrorKind::Auth
        | ErrorKind::Denied
        | ErrorKind::NotFound
        | ErrorKind::RateLimited
        | ErrorKind::Configuration => Executed::No,
        ErrorKind::Decode | ErrorKind::Script | ErrorKind::UnsupportedReturn => Executed::Yes,
        ErrorKind::Timeout | ErrorKind::Service | ErrorKind::Transport => Executed::Unknown,
    }
}
