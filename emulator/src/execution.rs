use std::time::Duration;

/// One run of a function.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Execution {
    /// The function that was asked for.
    pub function: String,
    /// How it ended.
    pub status: ExecutionStatus,
    /// How long it took.
    pub duration: Duration,
    /// What the script logged, in its order.
    pub logs: Vec<LogEntry>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExecutionStatus {
    /// The function returned.
    Completed,
    /// The function threw, or returned something that cannot travel.
    Failed,
    /// The execution limit was over.
    TimedOut,
    /// There is no such public function, so nothing ran.
    NotStarted,
}

/// One line of a script's log.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogEntry {
    /// How the script logged it.
    pub level: LogLevel,
    /// The text.
    pub message: String,
}

/// The levels of `console`; `Logger.log` is `Info`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LogLevel {
    /// `console.log`.
    Debug,
    /// `console.info` and `Logger.log`.
    Info,
    /// `console.warn`.
    Warning,
    /// `console.error`.
    Error,
}
