use std::fmt;

use google_cloud_auth::{
    credentials::{AccessTokenCredentials, CacheableResource, CredentialsProvider},
    errors::CredentialsError,
};

use super::{AccessToken, TokenError, TokenFuture, TokenRequest, TokenSource};
use crate::http_client::QUOTA_PROJECT;

/// Credentials of Google's own crate [`google-cloud-auth`](https://docs.rs/google-cloud-auth) as a
/// [`TokenSource`]. They must be those of a person: a service account cannot run a script.
///
/// That crate renews its tokens itself, through an HTTP client of its own: what is given to
/// [`ClientBuilder::http`](crate::ClientBuilder::http) is not used for them. Its quota project is sent with the calls.
///
/// ```no_run
/// use apps_script::{Client, credentials::GoogleCloud};
/// use google_cloud_auth::credentials::user_account::Builder;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let file = std::fs::read_to_string("application_default_credentials.json")?;
/// let credentials = Builder::new(serde_json::from_str(&file)?).build_access_token_credentials()?;
/// let client = Client::builder().credentials(GoogleCloud::new(credentials)).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct GoogleCloud(AccessTokenCredentials);

impl GoogleCloud {
    /// Takes what any builder of that crate makes with `build_access_token_credentials`.
    #[must_use]
    pub fn new(credentials: AccessTokenCredentials) -> Self {
        Self(credentials)
    }
}

impl From<AccessTokenCredentials> for GoogleCloud {
    fn from(credentials: AccessTokenCredentials) -> Self {
        Self::new(credentials)
    }
}

impl TokenSource for GoogleCloud {
    /// The crate keeps its token itself, and does not say when it expires.
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async {
            let token = self.0.access_token().await.map_err(token_error)?;
            let token = AccessToken::new(token.token);
            Ok(match self.quota_project().await {
                Some(project) => token.with_quota_project(project),
                None => token,
            })
        })
    }
}

impl GoogleCloud {
    /// It is known only as the header that the crate would send; its token is held by now.
    async fn quota_project(&self) -> Option<String> {
        let CacheableResource::New { data, .. } = self.0.headers(Default::default()).await.ok()? else {
            return None;
        };
        Some(data.get(QUOTA_PROJECT)?.to_str().ok()?.to_owned())
    }
}

fn token_error(fault: CredentialsError) -> TokenError {
    let error = TokenError::new(format!("google-cloud-auth gives no token: {fault}"));
    if fault.is_transient() {
        error.transient()
    } else {
        error
    }
}

impl fmt::Debug for GoogleCloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GoogleCloud").finish_non_exhaustive()
    }
}
