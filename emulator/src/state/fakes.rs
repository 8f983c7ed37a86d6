//! Fakes for what the emulator lacks, and for what a test wants to answer otherwise.

use std::sync::Arc;

use serde_json::Value as Json;

/// Answers a call, given its arguments.
type Answer = dyn Fn(Vec<Json>) -> Result<Json, String> + Send + Sync;

/// The fakes of one emulator.
#[derive(Default)]
pub(crate) struct Fakes {
    pub(crate) files: Vec<FakeFile>,
    pub(crate) members: Vec<FakeMember>,
}

/// JavaScript that runs before the user's files.
pub(crate) struct FakeFile {
    pub(crate) name: String,
    pub(crate) code: String,
}

/// One member of a service.
#[derive(Clone)]
pub(crate) struct FakeMember {
    /// `CalendarApp`, `getDefaultCalendar`.
    pub(crate) path: Vec<String>,
    pub(crate) answer: Arc<Answer>,
}
