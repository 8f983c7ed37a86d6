use std::collections::{BTreeSet, HashMap};

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
    /// What people have agreed to so far, until they take it back.
    agreed: HashMap<String, Agreement>,
}

/// What a person was shown on the screen that asks for consent.
#[derive(Default)]
struct Agreement {
    scopes: BTreeSet<String>,
    /// Whether the client may have a refresh token.
    is_offline: bool,
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
        let mut kept = self.kept();
        let user = match kept.refresh_tokens.get_mut(refresh_token) {
            Some(grant) if !grant.is_revoked => {
                grant.is_revoked = true;
                grant.user.clone()
            }
            _ => return false,
        };
        kept.agreed.remove(&user);
        true
    }

    /// Forgets what this person has agreed to: they are asked again.
    pub(crate) fn forget(&self, user: &str) {
        self.kept().agreed.remove(user);
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

    /// Remembers what this person agrees to, and says whether they had to be asked: Google asks for what is new, and
    /// gives a refresh token whenever it has asked.
    pub(crate) fn agree(&self, user: &str, scopes: &BTreeSet<String>, is_offline: bool) -> bool {
        let mut kept = self.kept();
        let is_first = !kept.agreed.contains_key(user);
        let agreement = kept.agreed.entry(user.to_owned()).or_default();
        let is_new = !scopes.is_subset(&agreement.scopes) || (is_offline && !agreement.is_offline);
        agreement.scopes.extend(scopes.iter().cloned());
        agreement.is_offline |= is_offline;
        is_first || is_new
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock()
    }
}
