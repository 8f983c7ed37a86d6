//! Who may call: the owner of the script, other people, and the access tokens that they gave to a client.

mod access_tokens;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

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

/// The number by which Google knows a person, which never changes. Google's have 21 digits.
pub(crate) fn user_number(email: &str) -> String {
    let digest = Sha256::digest(email.to_ascii_lowercase());
    let digits: String = digest
        .iter()
        .map(|byte| char::from(b'0' + byte % 10))
        .take(20)
        .collect();
    format!("1{digits}")
}
