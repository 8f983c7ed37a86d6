//! Who may call: the owner of the script, other people, and the access tokens that they gave to a client.

mod access_tokens;

use std::collections::BTreeSet;

pub(crate) use self::access_tokens::{AccessToken, AccessTokens, GrantedScopes, new_secret};

/// The owner where the builder names none.
const OWNER: &str = "me@example.com";

/// The people, each by their email address.
#[derive(Clone, Debug)]
pub(crate) struct People {
    pub(crate) owner: String,
    pub(crate) others: BTreeSet<String>,
}

impl Default for People {
    fn default() -> Self {
        Self {
            owner: OWNER.into(),
            others: BTreeSet::new(),
        }
    }
}

impl People {
    /// Whether this person belongs to the owner's domain.
    pub(crate) fn share_a_domain(&self, user: &str) -> bool {
        domain(&self.owner).is_some_and(|owners| domain(user) == Some(owners))
    }
}

fn domain(email: &str) -> Option<String> {
    email
        .rsplit_once('@')
        .map(|(_, domain)| domain.to_ascii_lowercase())
}
