use serde::Serialize;

/// What a step is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Name {
    /// For programs, which it stays the same for.
    #[serde(rename = "step")]
    pub(super) id: &'static str,
    pub(super) title: &'static str,
}

/// One step on the way to a successful call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Step {
    #[serde(flatten)]
    pub(super) name: Name,
    pub(super) state: State,
    /// What was found; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) detail: String,
    /// What else is worth knowing, one line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<String>,
    /// What to do about a step that has failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<String>,
    /// The page to open for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum State {
    Ok,
    Failed,
    NotChecked,
}

impl Step {
    fn new(name: Name, state: State, detail: impl Into<String>) -> Self {
        Self {
            name,
            state,
            detail: detail.into(),
            notes: Vec::new(),
            help: None,
            url: None,
        }
    }

    pub(super) fn ok(name: Name, detail: impl Into<String>) -> Self {
        Self::new(name, State::Ok, detail)
    }

    pub(super) fn not_checked(name: Name, why: impl Into<String>) -> Self {
        Self::new(name, State::NotChecked, why)
    }

    pub(super) fn failed(name: Name, detail: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..Self::new(name, State::Failed, detail)
        }
    }

    pub(super) fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    pub(super) fn with_notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    pub(super) fn has_failed(&self) -> bool {
        self.state == State::Failed
    }
}
