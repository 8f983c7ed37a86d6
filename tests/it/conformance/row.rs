use std::pin::Pin;

use apps_script::{ErrorKind, Executed};
use serde_json::Value;

use super::call::Answer;

pub(crate) type Situation = fn() -> Pin<Box<dyn Future<Output = Answer>>>;

/// A fixture, how its situation is brought about, and what may differ.
pub(crate) struct Row {
    pub(crate) fixture: &'static str,
    /// `None` where the emulator cannot be brought into it; then `note` says why.
    pub(crate) situation: Option<Situation>,
    /// Another fixture that the answer is compared with.
    pub(crate) compared_with: Option<&'static str>,
    /// A path, with all that is below it, and why it may differ.
    pub(crate) may_differ: &'static [(&'static str, &'static str)],
    /// What is put right in the fixture first.
    pub(crate) correction: Option<fn(Value) -> Value>,
    /// What the client says in this situation, where it is not what it says of the fixture, and why.
    pub(crate) seen_as: Option<(ErrorKind, Executed, &'static str)>,
    /// Whether a part of the fixture is a guess. It is compared all the same.
    pub(crate) is_unverified: bool,
    pub(crate) note: &'static str,
}

impl Row {
    /// A fixture whose situation the emulator can be brought into.
    pub(crate) const fn new(fixture: &'static str, situation: Situation) -> Self {
        Self {
            fixture,
            situation: Some(situation),
            compared_with: None,
            may_differ: &[],
            correction: None,
            seen_as: None,
            is_unverified: false,
            note: "",
        }
    }

    /// A fixture whose situation the emulator cannot be brought into.
    pub(crate) const fn impossible(fixture: &'static str, why: &'static str) -> Self {
        Self {
            fixture,
            situation: None,
            compared_with: None,
            may_differ: &[],
            correction: None,
            seen_as: None,
            is_unverified: false,
            note: why,
        }
    }

    pub(crate) const fn unverified(mut self) -> Self {
        self.is_unverified = true;
        self
    }

    pub(crate) const fn may_differ(mut self, paths: &'static [(&'static str, &'static str)]) -> Self {
        self.may_differ = paths;
        self
    }

    pub(crate) const fn compared_with(mut self, fixture: &'static str) -> Self {
        self.compared_with = Some(fixture);
        self
    }

    pub(crate) const fn corrected(mut self, correction: fn(Value) -> Value, why: &'static str) -> Self {
        self.correction = Some(correction);
        self.note = why;
        self
    }

    /// The emulator's answer differs from the fixture in what tells the client whether the function ran.
    pub(crate) const fn seen_as(mut self, kind: ErrorKind, executed: Executed, why: &'static str) -> Self {
        self.seen_as = Some((kind, executed, why));
        self
    }
}
