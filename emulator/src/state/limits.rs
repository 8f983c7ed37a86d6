use std::time::{Duration, Instant};

use super::executions::ExecutionLimits;

/// Later than any run ends, and within what every clock can show.
const NEVER: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// The most that a run may use, and that is kept of runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) time: Duration,
    /// In bytes.
    pub(crate) memory: usize,
    pub(crate) executions: ExecutionLimits,
    /// Access tokens that expire.
    pub(crate) tokens: usize,
}

impl Limits {
    /// When a run that begins now must have ended.
    pub(crate) fn deadline(&self) -> Instant {
        Instant::now() + self.time.min(NEVER)
    }
}
