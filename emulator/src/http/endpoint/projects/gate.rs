//! Who may read the script project.

use axum::http::HeaderMap;

use super::super::{
    authentication::{self, Caller},
    authorization,
    refusal::Refusal,
};
use crate::backend::Backend;

/// What a request to one of the methods must bring.
pub(super) struct Gate<'g> {
    pub(super) backend: &'g Backend,
    pub(super) headers: &'g HeaderMap,
    /// The script project of the path.
    pub(super) script: &'g str,
    /// The scopes of which a token must hold one.
    pub(super) scopes: &'static [&'static str],
}

impl Gate<'_> {
    /// Checks a request in the order in which a call is checked. The client may belong to any Cloud project.
    pub(super) fn check(&self, token_in_url: Option<&str>) -> Result<(), Refusal> {
        let caller = authentication::caller(&self.backend.tokens, self.headers, token_in_url)?;
        authorization::check_cloud_project(&self.backend.cloud, &caller)?;
        if !self
            .scopes
            .iter()
            .any(|scope| caller.access.scopes.cover([&(*scope).to_owned()]))
        {
            return Err(Refusal::insufficient_scopes_of_method());
        }
        authorization::check_user_setting(&self.backend.cloud)?;
        self.check_script(&caller)
    }

    /// The script is its owner's, who has shared it with nobody.
    fn check_script(&self, caller: &Caller) -> Result<(), Refusal> {
        if self.script != self.backend.deployments.script_id {
            return Err(Refusal::not_found());
        }
        if caller.access.user != self.backend.people.owner {
            return Err(Refusal::no_permission());
        }
        Ok(())
    }
}
