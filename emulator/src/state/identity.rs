use std::{collections::BTreeSet, sync::Arc};

/// Whose run it is, and of what: all that the services of a script may ask about it.
#[derive(Clone)]
pub(crate) struct Identity {
    /// The email address of the caller, under whose name the script runs.
    pub(crate) user: String,
    /// The caller's access token, which `ScriptApp.getOAuthToken` hands to the script.
    pub(crate) token: String,
    /// The ID of the script project, under which its state is kept.
    pub(crate) script_id: String,
    /// The ID of the script that was called: in a library that of the script which includes it, in whose name the
    /// library acts where it has nothing of its own.
    pub(crate) called_script_id: String,
    /// The scopes that the project holds: its manifest's, or those of the services that its code names.
    pub(crate) scopes: Arc<BTreeSet<String>>,
}
