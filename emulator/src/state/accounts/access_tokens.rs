use std::{
    collections::{BTreeSet, HashMap},
    time::{Duration, Instant},
};

use parking_lot::{Mutex, MutexGuard};
use uuid::Uuid;

/// What a token stands for.
#[derive(Clone, Debug)]
pub(crate) struct AccessToken {
    pub(crate) user: String,
    pub(crate) scopes: GrantedScopes,
    /// `None` for one that lives as long as the emulator.
    pub(crate) expires: Option<Instant>,
    /// What it was made from.
    pub(crate) refresh_token: Option<String>,
}

/// What a person has agreed to.
#[derive(Clone, Debug)]
pub(crate) enum GrantedScopes {
    /// Whatever the project needs, now and after it is edited.
    All,
    These(BTreeSet<String>),
}

/// Every token that is good, or was.
#[derive(Default)]
pub(crate) struct AccessTokens(Mutex<HashMap<String, AccessToken>>);

impl GrantedScopes {
    pub(crate) fn cover<'a>(&self, scopes: impl IntoIterator<Item = &'a String>) -> bool {
        match self {
            Self::All => true,
            Self::These(granted) => scopes.into_iter().all(|scope| granted.contains(scope)),
        }
    }
}

impl AccessTokens {
    /// Makes a new token.
    pub(crate) fn issue(
        &self,
        user: &str,
        scopes: GrantedScopes,
        lifetime: Duration,
        refresh_token: Option<&str>,
    ) -> String {
        let token = new_secret();
        let access = AccessToken {
            user: user.to_owned(),
            scopes,
            expires: Instant::now().checked_add(lifetime),
            refresh_token: refresh_token.map(str::to_owned),
        };
        self.put(&token, access);
        token
    }

    pub(crate) fn put(&self, token: &str, access: AccessToken) {
        self.known().insert(token.to_owned(), access);
    }

    /// What the token stands for, if it is neither unknown nor revoked nor expired.
    pub(crate) fn valid(&self, token: &str) -> Option<AccessToken> {
        let access = self.known().get(token)?.clone();
        let expired = access.expires.is_some_and(|expires| expires <= Instant::now());
        (!expired).then_some(access)
    }

    /// Says whether there was such a token.
    pub(crate) fn expire(&self, token: &str) -> bool {
        match self.known().get_mut(token) {
            Some(access) => {
                access.expires = Some(Instant::now());
                true
            }
            None => false,
        }
    }

    /// Takes a token back, and returns what it stood for.
    pub(crate) fn revoke(&self, token: &str) -> Option<AccessToken> {
        self.known().remove(token)
    }

    /// Takes back every token that was made from this refresh token.
    pub(crate) fn revoke_all_of(&self, refresh_token: &str) {
        self.known()
            .retain(|_, access| access.refresh_token.as_deref() != Some(refresh_token));
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, AccessToken>> {
        self.0.lock()
    }
}

/// A token in the form of Google's.
pub(crate) fn new_secret() -> String {
    format!("ya29.{}", Uuid::new_v4().simple())
}
