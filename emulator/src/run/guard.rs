use std::sync::Arc;

use crate::{
    backend::Backend,
    state::{accounts::AccessTokens, faults::Faults, identity::Identity, scopes},
};

const UNAUTHORIZED: &str = "Authorization is required to perform that action.";

/// Refuses calls of services: those for which the project has no scope, those after the token has expired, and
/// those that a test lets fail.
#[derive(Clone)]
pub(crate) struct Guard {
    tokens: Arc<AccessTokens>,
    faults: Arc<Faults>,
    identity: Identity,
    /// The function that the run was started for.
    function: String,
}

impl Guard {
    pub(crate) fn new(backend: &Backend, identity: &Identity, function: &str) -> Self {
        Self {
            tokens: Arc::clone(&backend.tokens),
            faults: Arc::clone(&backend.faults),
            identity: identity.clone(),
            function: function.to_owned(),
        }
    }

    /// Whether any call of this service may have to be refused.
    pub(crate) fn is_needed_for(&self, name: &str) -> bool {
        let missing = scopes::missing(name, &self.identity.scopes).is_some();
        missing || self.token_expires_before_a_call_of(name) || self.faults.concern(name)
    }

    fn token_expires_before_a_call_of(&self, name: &str) -> bool {
        let token = self.tokens.valid(&self.identity.token);
        scopes::is_needed_by(name) && token.is_none_or(|token| token.expires.is_some())
    }

    /// The words of the exception; `None` where the call goes on.
    pub(crate) fn refusal(&self, name: &str, member: &str) -> Option<String> {
        let path = format!("{name}.{member}");
        if scopes::is_needed_by(name) {
            if self.tokens.valid(&self.identity.token).is_none() {
                return Some(UNAUTHORIZED.into());
            }
            // What only makes an object, such as `newTextStyle`, reaches nothing.
            let missing = scopes::missing(name, &self.identity.scopes);
            if let Some(missing) = missing.filter(|_| !member.starts_with("new")) {
                return Some(format!(
                    "You do not have permission to call {path}. Required permissions: {missing}"
                ));
            }
        }
        self.faults.take_exception(&path, &self.function)
    }
}
