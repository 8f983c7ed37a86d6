//! The state that all requests share.

use std::{collections::BTreeSet, sync::Arc};

use crate::state::{
    accounts::{AccessTokens, People},
    allowed_hosts::AllowedHosts,
    clock::Clock,
    cloud_project::CloudProject,
    deployments::Deployments,
    drive::{Drive, Given},
    executions::Executions,
    fakes::Fakes,
    faults::Faults,
    files::Files,
    identity::Identity,
    libraries::Libraries,
    limits::Limits,
    locks::Locks,
    outbox::Outbox,
    scopes,
    sign_ins::OAuth,
    spreadsheets::Spreadsheets,
    store::Store,
};

pub(crate) struct Backend {
    pub(crate) clock: Clock,
    /// What is in the Drive at the start, and after a reset.
    pub(crate) drive: Vec<Given>,
    pub(crate) deployments: Deployments,
    pub(crate) people: People,
    pub(crate) oauth: OAuth,
    pub(crate) cloud: CloudProject,
    pub(crate) tokens: Arc<AccessTokens>,
    /// The owner's token that the emulator hands out, which holds every scope.
    pub(crate) token: String,
    pub(crate) limits: Limits,
    pub(crate) libraries: Libraries,
    pub(crate) store: Arc<Store>,
    pub(crate) locks: Arc<Locks>,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) spreadsheets: Arc<Spreadsheets>,
    pub(crate) allowed_hosts: AllowedHosts,
    pub(crate) fakes: Arc<Fakes>,
    pub(crate) executions: Executions,
    pub(crate) faults: Arc<Faults>,
}

impl Backend {
    /// This person, outside of any call.
    pub(crate) fn identity_of(&self, user: &str) -> Identity {
        Identity {
            user: user.to_owned(),
            token: self.token.clone(),
            script_id: self.deployments.script_id.clone(),
            called_script_id: self.deployments.script_id.clone(),
            scopes: Arc::default(),
        }
    }

    /// The scopes of the first deployment.
    pub(crate) fn scopes(&self) -> BTreeSet<String> {
        let project = self.deployments.first();
        project.map_or_else(BTreeSet::new, |project| {
            scopes::of_project(&project, &self.libraries)
        })
    }

    /// Puts everything that scripts have left behind back to what it was at the start, and forgets executions and
    /// faults. Who has signed in, what is deployed, and runs that have not ended stay.
    pub(crate) fn reset(&self) -> rusqlite::Result<()> {
        self.faults.clear();
        self.executions.forget();
        self.outbox.clear();
        self.store.clear()?;
        Drive(&self.store).fill(&self.drive, &self.people.owner)?;
        self.spreadsheets.reset();
        Files::of(&self.store, &self.spreadsheets).take_up(&self.people.owner)
    }

    /// Takes back a token of either kind. Whichever it is, the sign-in that it came from is over.
    pub(crate) fn revoke(&self, token: &str) -> bool {
        let access = self.tokens.revoke(token);
        let refresh_token = match &access {
            Some(access) => access.refresh_token.as_deref(),
            None => Some(token),
        };
        if let Some(access) = &access {
            self.oauth.grants.forget(&access.user);
        }
        let was_grant = refresh_token.is_some_and(|token| self.oauth.grants.revoke(token));
        if let (true, Some(token)) = (was_grant, refresh_token) {
            self.tokens.revoke_all_of(token);
        }
        access.is_some() || was_grant
    }
}
