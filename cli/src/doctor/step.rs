use serde::Serialize;

/// One step on the way to a successful call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Step {
    #[serde(rename = "step")]
    pub(super) name: &'static str,
    pub(super) state: State,
    /// What was found.
    pub(super) detail: String,
    /// What to do; only of a step that has failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum State {
    Ok,
    Failed,
    NotChecked,
}

impl Step {
    pub(super) fn ok(name: &'static str, detail: impl Into<String>) -> Self {
        Self {
            name,
            state: State::Ok,
            detail: detail.into(),
            help: None,
        }
    }

    pub(super) fn failed(name: &'static str, detail: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            name,
            state: State::Failed,
            detail: detail.into(),
            help: Some(help.into()),
        }
    }

    pub(super) fn not_checked(name: &'static str, why: impl Into<String>) -> Self {
        Self {
            name,
            state: State::NotChecked,
            detail: why.into(),
            help: None,
        }
    }

    pub(super) fn has_failed(&self) -> bool {
        self.state == State::Failed
    }
}
