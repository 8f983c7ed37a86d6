use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde_json::Value as Json;

/// One run of a function.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Execution {
    /// Counts the executions of an emulator, from 1.
    pub id: u64,
    /// The function that was asked for.
    pub function: String,
    /// The email address of the person whose token was used.
    pub user: String,
    /// The deployment that was called.
    pub deployment_id: String,
    /// Whether the files were run as they were at that moment, in place of the deployed ones.
    pub dev_mode: bool,
    /// What the function was called with.
    pub parameters: Vec<Json>,
    /// When it began.
    #[serde(serialize_with = "as_timestamp")]
    pub started: SystemTime,
    /// How long it took, or has taken so far.
    #[serde(rename = "durationSeconds", serialize_with = "as_seconds")]
    pub duration: Duration,
    /// How it ended, if it has.
    pub status: ExecutionStatus,
    /// Whether the caller has an answer while the script's thread goes on: a run that was cancelled or timed out
    /// ends only where the engine, or the host, next looks whether it must. It counts among the 30 runs that one
    /// person may have at a time until then.
    #[serde(rename = "ending")]
    pub is_ending: bool,
    /// What the function returned; `None` also for `undefined`.
    pub result: Option<Json>,
    /// Why there is no result.
    pub error: Option<ExecutionError>,
    /// What the script has logged so far, in its order: the newest entries, as many as
    /// [`kept_log_entries`](crate::EmulatorBuilder::kept_log_entries) says.
    pub logs: Vec<LogEntry>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum ExecutionStatus {
    /// It has not ended.
    Running,
    /// The function returned.
    Completed,
    /// The function threw, or returned something that cannot travel.
    Failed,
    /// The execution limit was over.
    TimedOut,
    /// Somebody ended it.
    Cancelled,
    /// There is no such public function, or the script could not be started: nothing ran.
    NotStarted,
}

/// Why a run failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExecutionError {
    /// What the caller is told.
    pub message: String,
    /// The calls that led to it, deepest first.
    pub stack: Vec<StackFrame>,
    /// What the caller is not told: which value cannot travel, as in `result[1][4] is a Date`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// One call in the script's own files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StackFrame {
    /// The file, without its extension. The caller is not told.
    pub file: String,
    /// The function.
    pub function: String,
    /// The line, counted from 1.
    pub line: u32,
}

/// One line of a script's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LogEntry {
    /// How the script logged it.
    pub level: LogLevel,
    /// The text.
    pub message: String,
}

/// The levels of `console`; `Logger.log` is `Info`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
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

fn as_timestamp<S: serde::Serializer>(time: &SystemTime, serializer: S) -> Result<S::Ok, S::Error> {
    let timestamp = jiff::Timestamp::try_from(*time).map_err(serde::ser::Error::custom)?;
    serializer.collect_str(&timestamp)
}

fn as_seconds<S: serde::Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(duration.as_secs_f64())
}
