use secrecy::SecretString;

use super::{AccessToken, OAuthClient};

/// A sign-in as it stands in a file.
#[derive(Debug)]
pub(super) struct StoredUser {
    /// Missing from the oldest files of clasp.
    pub(super) client: Option<OAuthClient>,
    pub(super) refresh_token: Option<SecretString>,
    pub(super) access_token: Option<AccessToken>,
}
