use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

use parking_lot::{Mutex, MutexGuard};
use uuid::Uuid;

use crate::state::clock::{Clock, milliseconds};

/// What a token stands for.
#[derive(Clone, Debug)]
pub(crate) struct AccessToken {
    pub(crate) user: String,
    pub(crate) scopes: GrantedScopes,
    /// In milliseconds since 1970; `None` for one that lives as long as the emulator.
    pub(crate) expires: Option<u64>,
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

/// Tokens that are good, or were: the newest of those that expire, and all others.
pub(crate) struct AccessTokens {
    known: Mutex<Known>,
    limit: usize,
    clock: Clock,
}

#[derive(Default)]
struct Known {
    by_token: HashMap<String, (u64, AccessToken)>,
    /// Those that expire, in the order in which they were issued.
    by_age: BTreeMap<u64, String>,
    issued: u64,
}

impl GrantedScopes {
    pub(crate) fn cover<'a>(&self, scopes: impl IntoIterator<Item = &'a String>) -> bool {
        match self {
            Self::All => true,
            Self::These(granted) => scopes.into_iter().all(|scope| granted.contains(scope)),
        }
    }
}

impl AccessTokens {
    /// Keeps so many of the tokens that expire.
    pub(crate) fn new(limit: usize, clock: Clock) -> Self {
        Self {
            known: Mutex::default(),
            limit,
            clock,
        }
    }

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
            expires: Some(self.clock.milliseconds().saturating_add(milliseconds(lifetime))),
            refresh_token: refresh_token.map(str::to_owned),
        };
        self.put(&token, access);
        token
    }

    pub(crate) fn put(&self, token: &str, access: AccessToken) {
        let mut known = self.known();
        known.issued += 1;
        let number = known.issued;
        if access.expires.is_some() {
            known.by_age.insert(number, token.to_owned());
        }
        known.by_token.insert(token.to_owned(), (number, access));
        known.forget_oldest(self.limit);
    }

    /// What the token stands for, if it is neither unknown nor revoked nor expired.
    pub(crate) fn valid(&self, token: &str) -> Option<AccessToken> {
        let (_, access) = self.known().by_token.get(token)?.clone();
        let expired = access
            .expires
            .is_some_and(|expires| expires <= self.clock.milliseconds());
        (!expired).then_some(access)
    }

    /// Says whether there was such a token.
    pub(crate) fn expire(&self, token: &str) -> bool {
        match self.known().by_token.get_mut(token) {
            Some((_, access)) => {
                access.expires = Some(self.clock.milliseconds());
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
        let mut known = self.known();
        let of_it = known
            .by_token
            .iter()
            .filter(|(_, (_, access))| access.refresh_token.as_deref() == Some(refresh_token));
        let tokens: Vec<String> = of_it.map(|(token, _)| token.clone()).collect();
        for token in tokens {
            known.remove(&token);
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock()
    }
}

impl Known {
    fn remove(&mut self, token: &str) -> Option<AccessToken> {
        let (number, access) = self.by_token.remove(token)?;
        self.by_age.remove(&number);
        Some(access)
    }

    fn forget_oldest(&mut self, limit: usize) {
        while self.by_age.len() > limit {
            let Some((_, token)) = self.by_age.pop_first() else {
                return;
            };
            self.by_token.remove(&token);
        }
    }
}

/// A token in the form of Google's.
pub(crate) fn new_secret() -> String {
    format!("ya29.{}", Uuid::new_v4().simple())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{AccessToken, AccessTokens, Clock, GrantedScopes};

    #[test]
    fn the_newest_tokens_are_kept_and_the_emulators_own() {
        let tokens = AccessTokens::new(2, Clock::new());
        let own = AccessToken {
            user: "me".into(),
            scopes: GrantedScopes::All,
            expires: None,
            refresh_token: None,
        };
        tokens.put("own", own);
        let hour = Duration::from_secs(3600);
        let issued: Vec<String> = (0..4)
            .map(|_| tokens.issue("me", GrantedScopes::All, hour, Some("1//a")))
            .collect();
        let valid = |token: &str| tokens.valid(token).is_some();
        assert_eq!(
            issued.iter().map(|token| valid(token)).collect::<Vec<_>>(),
            [false, false, true, true]
        );
        tokens.revoke_all_of("1//a");
        assert!(!issued.iter().any(|token| valid(token)) && valid("own"));
        let again = tokens.issue("me", GrantedScopes::All, hour, None);
        assert!(valid(&again));
    }
}
