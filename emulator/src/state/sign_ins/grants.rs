use std::collections::{BTreeSet, HashMap, HashSet};

use parking_lot::{Mutex, MutexGuard};
use uuid::Uuid;

use super::pkce::Challenge;

/// How long a code can be turned into tokens, in milliseconds.
const CODE_LIFETIME: u64 = 600_000;

/// What people have agreed to.
#[derive(Default)]
pub(crate) struct Grants(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    codes: HashMap<String, Code>,
    refresh_tokens: HashMap<String, Grant>,
    /// Who has ever agreed: Google gives them no further refresh token unless they are asked anew.
    agreed: HashSet<String>,
}

/// A person's consent.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) user: String,
    /// `None` for every scope that the project needs.
    pub(crate) scopes: Option<BTreeSet<String>>,
    pub(crate) is_revoked: bool,
}

/// A sign-in that was not yet turned into tokens.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) user: String,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) redirect_uri: String,
    pub(crate) challenge: Option<Challenge>,
    pub(crate) wants_refresh_token: bool,
    /// In milliseconds since 1970.
    pub(crate) issued: u64,
}

impl Code {
    fn is_good(&self, now: u64) -> bool {
        now.saturating_sub(self.issued) < CODE_LIFETIME
    }
}

impl Grants {
    /// Makes a refresh token.
    pub(crate) fn add(&self, user: &str, scopes: Option<BTreeSet<String>>) -> String {
        let token = format!("1//{}", Uuid::new_v4().simple());
        let grant = Grant {
            user: user.to_owned(),
            scopes,
            is_revoked: false,
        };
        self.kept().refresh_tokens.insert(token.clone(), grant);
        token
    }

    pub(crate) fn find(&self, refresh_token: &str) -> Option<Grant> {
        self.kept().refresh_tokens.get(refresh_token).cloned()
    }

    /// Says whether there was such a token, still good.
    pub(crate) fn revoke(&self, refresh_token: &str) -> bool {
        match self.kept().refresh_tokens.get_mut(refresh_token) {
            Some(grant) if !grant.is_revoked => {
                grant.is_revoked = true;
                true
            }
            _ => false,
        }
    }

    pub(crate) fn add_code(&self, code: Code) -> String {
        let text = format!("4/0{}", Uuid::new_v4().simple());
        let mut kept = self.kept();
        let now = code.issued;
        kept.codes.retain(|_, code| code.is_good(now));
        kept.codes.insert(text.clone(), code);
        text
    }

    /// Takes a code, which serves once.
    pub(crate) fn take_code(&self, code: &str, now: u64) -> Option<Code> {
        let code = self.kept().codes.remove(code)?;
        code.is_good(now).then_some(code)
    }

    /// Remembers that this person has agreed, and says whether it is the first time.
    pub(crate) fn agree(&self, user: &str) -> bool {
        self.kept().agreed.insert(user.to_owned())
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock()
    }
}
