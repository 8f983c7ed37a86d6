//! People and their tokens, from Rust.

use std::{collections::BTreeSet, time::Duration};

use super::{builder::EmulatorBuilder, handle::Emulator};
use crate::state::accounts::GrantedScopes;

impl EmulatorBuilder {
    /// The owner of the script, who alone runs it in `devMode`; `me@example.com` if not given.
    ///
    /// The emulator's own [`token`](Emulator::token) is the owner's.
    pub fn owner(mut self, email: impl Into<String>) -> Self {
        self.people.owner = email.into();
        self
    }

    /// Someone else, who can sign in as the owner can.
    pub fn user(mut self, email: impl Into<String>) -> Self {
        self.people.others.insert(email.into());
        self
    }
}

impl Emulator {
    /// The email address of the script's owner.
    #[must_use]
    pub fn owner(&self) -> &str {
        &self.backend.people.owner
    }

    /// The scopes that the deployed project needs: those of its manifest, or else those of the services that its
    /// code names.
    #[must_use]
    pub fn scopes(&self) -> BTreeSet<String> {
        self.backend.scopes()
    }

    /// A new access token of this person, with these scopes, that expires after `lifetime`.
    ///
    /// ```
    /// # async fn run(emulator: apps_script_emulator::Emulator) {
    /// use std::time::Duration;
    ///
    /// let hour = Duration::from_secs(3600);
    /// let ann = emulator.issue_token("ann@example.com", emulator.scopes(), hour);
    /// let without_scopes = emulator.issue_token("ann@example.com", [""; 0], hour);
    /// # }
    /// ```
    pub fn issue_token(
        &self,
        user: &str,
        scopes: impl IntoIterator<Item = impl Into<String>>,
        lifetime: Duration,
    ) -> String {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.backend
            .tokens
            .issue(user, GrantedScopes::These(scopes), lifetime, None)
    }

    /// Ends the life of an access token now. Returns whether there was such a token.
    pub fn expire_token(&self, token: &str) -> bool {
        self.backend.tokens.expire(token)
    }
}
