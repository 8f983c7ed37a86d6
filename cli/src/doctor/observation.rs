//! What was seen, before anything is concluded from it.

use std::collections::BTreeSet;

use apps_script::credentials::TokenError;

use super::{answer::Answer, deployed::Deployment, difference::Difference};
use crate::token_info::TokenInfo;

/// Everything that the steps are concluded from. What was not tried is `None`.
#[derive(Debug, Default)]
pub(super) struct Observation {
    pub(super) credentials: Option<Result<Found, Problem>>,
    pub(super) token: Option<Result<(), Problem>>,
    pub(super) token_info: Option<Result<TokenInfo, String>>,
    pub(super) needed: Needed,
    /// Where the API is, if not at Google.
    pub(super) api: Option<String>,
    /// What a call of a function that does not exist was answered with.
    pub(super) answer: Option<Answer>,
    pub(super) script_id: Option<String>,
    /// The deployment, as the API describes it.
    pub(super) deployment: Option<Result<Deployment, Unread>>,
    /// How the functions of the deployed version differ from those of the folder.
    pub(super) difference: Option<Result<Difference, Unread>>,
}

/// Where credentials were found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) place: String,
    /// The places before it, and why each was not taken.
    pub(super) passed_over: Vec<String>,
}

/// What went wrong, and what to do about it.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// The scopes that the script needs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Needed {
    /// No folder was given, so no manifest lists them.
    #[default]
    Unknown,
    /// The manifest lists none: Google derives them from the code.
    Derived,
    Listed(BTreeSet<String>),
}

/// Why something of the script project was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is not known of which project.
    NoScriptId,
    /// These scopes of the token are missing.
    Scopes(Vec<&'static str>),
    /// The project has no such deployment; these are its API executables.
    NoSuchDeployment(Vec<String>),
    /// The deployment follows the files, and has no version.
    Head,
    Failed(String),
}

impl From<&TokenError> for Problem {
    fn from(error: &TokenError) -> Self {
        Self {
            message: error.to_string(),
            help: error.help().map(str::to_owned),
        }
    }
}
