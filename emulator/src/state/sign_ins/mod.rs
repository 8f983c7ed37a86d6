//! Sign-ins: the OAuth client of the emulator, and what people have granted to it.

pub(crate) mod grants;
pub(crate) mod pkce;

use std::time::Duration;

use uuid::Uuid;

use self::grants::Grants;

/// How long Google's access tokens live.
const LIFETIME: Duration = Duration::from_secs(3599);

/// How the server was set up.
#[derive(Clone, Debug)]
pub(crate) struct OAuthSettings {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) lifetime: Duration,
    /// Whether people agree when they are asked.
    pub(crate) consents: bool,
}

pub(crate) struct OAuth {
    pub(crate) settings: OAuthSettings,
    pub(crate) grants: Grants,
    /// The refresh token that the emulator hands out: the owner's, for every scope.
    pub(crate) refresh_token: String,
}

impl Default for OAuthSettings {
    fn default() -> Self {
        Self {
            client_id: format!(
                "123456789012-{}.apps.googleusercontent.com",
                Uuid::new_v4().simple()
            ),
            client_secret: format!("GOCSPX-{}", Uuid::new_v4().simple()),
            lifetime: LIFETIME,
            consents: true,
        }
    }
}

impl OAuth {
    pub(crate) fn new(settings: OAuthSettings, owner: &str) -> Self {
        let grants = Grants::default();
        let refresh_token = grants.add(owner, None);
        Self {
            settings,
            grants,
            refresh_token,
        }
    }
}
