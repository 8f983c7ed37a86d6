use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Something that goes wrong with the next call, or with the next few.
///
/// ```
/// # fn run(emulator: apps_script_emulator::Emulator) {
/// use apps_script_emulator::Fault;
///
/// emulator.fault(Fault::status(503).for_next(2));
/// emulator.fault(Fault::dropped_after_run().for_function("adjust"));
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub(crate) kind: FaultKind,
    /// The only function that meets it.
    pub(super) function: Option<String>,
    /// How many calls meet it; `None` for every one.
    pub(super) times: Option<u32>,
    pub(super) delay_ms: u64,
    pub(crate) retry_after: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum FaultKind {
    Status { status: u16 },
    HtmlPage { status: u16 },
    Latency,
    DroppedBeforeRun,
    DroppedAfterRun,
    TruncatedBody,
    MalformedChunking,
    StillRunning,
    ScriptError { message: String },
    LegacyException { class: String, message: String },
    ServiceException { member: String, message: String },
}

impl Fault {
    fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            function: None,
            times: Some(1),
            delay_ms: 0,
            retry_after: None,
        }
    }

    /// The call is refused with this HTTP status and the body that Google gives with it. Nothing runs.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::new(FaultKind::Status { status })
    }

    /// The call is refused with this HTTP status and a page for people, as a proxy or Google's own front end
    /// answers. Nothing runs.
    #[must_use]
    pub fn html_page(status: u16) -> Self {
        Self::new(FaultKind::HtmlPage { status })
    }

    /// The call waits before it is carried out.
    #[must_use]
    pub fn latency(delay: Duration) -> Self {
        Self::new(FaultKind::Latency).delayed(delay)
    }

    /// The connection ends before anything runs.
    #[must_use]
    pub fn dropped_before_run() -> Self {
        Self::new(FaultKind::DroppedBeforeRun)
    }

    /// The function runs to its end, and the connection ends without an answer.
    #[must_use]
    pub fn dropped_after_run() -> Self {
        Self::new(FaultKind::DroppedAfterRun)
    }

    /// The function runs to its end, and the connection ends in the middle of the answer.
    #[must_use]
    pub fn truncated_body() -> Self {
        Self::new(FaultKind::TruncatedBody)
    }

    /// The function runs to its end, and the answer comes in chunks that are not framed as HTTP/1.1 asks.
    ///
    /// HTTP/2 has no chunks: there, the connection ends without an answer.
    #[must_use]
    pub fn malformed_chunking() -> Self {
        Self::new(FaultKind::MalformedChunking)
    }

    /// The service does not start the script and says this, as a failure of the script with status 200.
    ///
    /// ```
    /// # use apps_script_emulator::Fault;
    /// let busy = "There are too many scripts running simultaneously for this Google user account.";
    /// let fault = Fault::script_error(busy);
    /// ```
    #[must_use]
    pub fn script_error(message: impl Into<String>) -> Self {
        Self::new(FaultKind::ScriptError {
            message: message.into(),
        })
    }

    /// The function runs to its end, but the answer is that of a run that is not over: `"done": false`.
    ///
    /// The API's description knows such an answer; nobody is known to have had one.
    #[must_use]
    pub fn still_running() -> Self {
        Self::new(FaultKind::StillRunning)
    }

    /// The script fails in the form that Apps Script gave to failures before V8: the class of the exception stands
    /// in fields of its own, and not in front of the message. Nothing runs.
    ///
    /// ```
    /// # use apps_script_emulator::Fault;
    /// let fault = Fault::legacy_exception("ReferenceError", "\"foo\" is not defined.");
    /// ```
    #[must_use]
    pub fn legacy_exception(class: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(FaultKind::LegacyException {
            class: class.into(),
            message: message.into(),
        })
    }

    /// A call of a member of a service throws an `Exception` with this message, in the script.
    ///
    /// It counts the calls of that member, such as `UrlFetchApp.fetch`, and not those of the emulator.
    ///
    /// ```
    /// # use apps_script_emulator::Fault;
    /// let used_up = "Service invoked too many times for one day: urlfetch.";
    /// let fault = Fault::service_exception("UrlFetchApp.fetch", used_up).always();
    /// ```
    #[must_use]
    pub fn service_exception(member: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(FaultKind::ServiceException {
            member: member.into(),
            message: message.into(),
        })
    }

    /// The next `calls` meet it; 1 if not given.
    #[must_use]
    pub fn for_next(mut self, calls: u32) -> Self {
        self.times = Some(calls);
        self
    }

    /// Every call meets it, until the faults are cleared.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Only calls of this function meet it.
    #[must_use]
    pub fn for_function(mut self, function: impl Into<String>) -> Self {
        self.function = Some(function.into());
        self
    }

    /// It comes after this time, in whole milliseconds.
    #[must_use]
    pub fn delayed(mut self, delay: Duration) -> Self {
        self.delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
        self
    }

    /// The answer says when to try again, in seconds. For [`status`](Self::status) and
    /// [`html_page`](Self::html_page).
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    pub(crate) fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms)
    }

    /// The member of a service that fails, if it is not the call itself.
    pub(super) fn member(&self) -> Option<&str> {
        match &self.kind {
            FaultKind::ServiceException { member, .. } => Some(member),
            _ => None,
        }
    }

    pub(super) fn meets(&self, function: Option<&str>) -> bool {
        self.times != Some(0)
            && self
                .function
                .as_deref()
                .is_none_or(|wanted| function == Some(wanted))
    }

    /// Counts a call, and says whether it was the last.
    pub(super) fn is_used_up(&mut self) -> bool {
        self.times = self.times.map(|times| times.saturating_sub(1));
        self.times == Some(0)
    }
}
