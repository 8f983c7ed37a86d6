use std::{fmt, path::Path, sync::Arc};

use secrecy::SecretString;

use super::{
    OAuthClient, TokenError, TokenFuture, TokenRequest, TokenSource, adc, clasprc, credential_file,
    origin::Origin,
    renewal::TokenCache,
    signed_in::{Renewal, SignedIn},
    stored_user::StoredUser,
    surroundings::Surroundings,
    token_endpoint::TokenEndpoint,
    trim::trimmed,
};
use crate::{http_client::HttpClient, secure_url::PlainHttp};

/// A person who has signed in: an OAuth client and a refresh token, from which access tokens are made.
///
/// An access token is kept while it lives longer than a script may run, and renewed ahead of that. However many calls
/// wait for a new one, one request is made for it, in a task of its own: a call that is dropped or times out does not
/// end it. When it fails, the old token is used until it expires; without one,
///
/// - a failure that may pass (the endpoint cannot be reached, a server error) is retried by the calls that wait, with
///   growing pauses;
/// - a refusal (the sign-in was revoked) is reported to every call for a minute without asking again.
///
/// A sign-in from a file (of [`TokenStore`](super::TokenStore), clasp or gcloud) is read again when it changes, so that
/// a new sign-in is used without a restart: at the latest with the first call after a second, and at once if the old
/// one was refused.
///
/// ```
/// use apps_script::{Client, credentials::{AuthorizedUser, OAuthClient}};
///
/// # fn main() -> apps_script::Result<()> {
/// let oauth_client = OAuthClient::new("1234-example.apps.googleusercontent.com").secret("GOCSPX-example");
/// let user = AuthorizedUser::new(oauth_client, "1//refresh-token");
/// let client = Client::builder().credentials(user).build()?;
/// # Ok(())
/// # }
/// ```
pub struct AuthorizedUser {
    sign_in: Arc<SignedIn>,
    cache: Arc<TokenCache>,
    /// Goes before that of the sign-in.
    endpoint: Option<TokenEndpoint>,
    plain_http: PlainHttp,
    /// Goes before that of the client that asks.
    http: Option<HttpClient>,
    origin: Origin,
}

impl AuthorizedUser {
    /// The person to whom this refresh token was given through this client. White space around it is removed.
    #[must_use]
    pub fn new(client: OAuthClient, refresh_token: impl Into<SecretString>) -> Self {
        let user = StoredUser {
            token_url: client.token_url.clone(),
            client: Some(client),
            refresh_token: Some(trimmed(refresh_token.into())),
            ..StoredUser::default()
        };
        Self::stored(user, Origin::Values)
    }

    /// The sign-in that `gcloud auth application-default login` has left: in the file that
    /// `GOOGLE_APPLICATION_CREDENTIALS` names, or at gcloud's own place.
    ///
    /// It works only if that command was given a client of the script's Cloud project (`--client-id-file`) and
    /// the script's scopes (`--scopes`). The quota project of the file, or of the variable
    /// `GOOGLE_CLOUD_QUOTA_PROJECT`, is sent with the calls, as Google's own libraries do.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if there is no such file, or if it holds something else: a service account cannot run a
    /// script.
    pub fn from_adc() -> Result<Self, TokenError> {
        let surroundings = Surroundings::of_process();
        let file = surroundings.adc_file().ok_or_else(|| {
            TokenError::new("the place of application default credentials is not known").with_help("set HOME")
        })?;
        Self::from_adc_file_in(&file, &surroundings)
    }

    /// The environment's quota project goes before that of the file.
    pub(super) fn from_adc_file_in(path: &Path, surroundings: &Surroundings) -> Result<Self, TokenError> {
        let mut user = adc::read(&credential_file::read(path)?).map_err(|fault| fault.in_file(path))?;
        let variable = surroundings
            .path("GOOGLE_CLOUD_QUOTA_PROJECT")
            .and_then(Path::to_str);
        if let Some(project) = variable {
            user.quota_project = Some(project.to_owned());
        }
        Ok(Self::stored(user, Origin::Adc(path.to_owned())))
    }

    /// The sign-in in a file of application default credentials.
    ///
    /// # Errors
    ///
    /// As [`from_adc`](Self::from_adc).
    pub fn from_adc_file(path: impl AsRef<Path>) -> Result<Self, TokenError> {
        let path = path.as_ref();
        let user = adc::read(&credential_file::read(path)?).map_err(|fault| fault.in_file(path))?;
        Ok(Self::stored(user, Origin::Adc(path.to_owned())))
    }

    /// The sign-in of clasp's `user`, `default` if clasp was not given another: in the file that
    /// `clasp_config_auth` names, in the working folder's `.clasprc.json`, or in that of the home folder.
    ///
    /// It works only if clasp was given a client of the script's Cloud project (`clasp login --creds`).
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if there is no such file, or no such user in it.
    pub fn from_clasp(user: &str) -> Result<Self, TokenError> {
        let files = Surroundings::of_process().clasp_files();
        match files.iter().find(|file| file.exists()) {
            Some(file) => Self::from_clasp_file(file, user),
            None => Err(TokenError::new("clasp has left no sign-in")
                .with_help("sign in: `clasp login --creds client_secret.json`")),
        }
    }

    /// The sign-in of `user` in a `.clasprc.json` of any clasp.
    ///
    /// # Errors
    ///
    /// As [`from_clasp`](Self::from_clasp).
    pub fn from_clasp_file(path: impl AsRef<Path>, user: &str) -> Result<Self, TokenError> {
        let path = path.as_ref();
        let stored =
            clasprc::read(&credential_file::read(path)?, user).map_err(|fault| fault.in_file(path))?;
        let origin = Origin::Clasp {
            file: path.to_owned(),
            user: user.to_owned(),
        };
        Ok(Self::stored(stored, origin))
    }

    /// Accepts a [`with_token_url`](Self::with_token_url) with plain http on another machine.
    ///
    /// **Everyone between here and there can read the client secret and the refresh token, which does not expire.** It
    /// is for an emulator in another container, whose sign-ins are worth nothing elsewhere.
    #[must_use]
    pub fn allow_insecure_http(mut self) -> Self {
        self.plain_http = PlainHttp::Everywhere;
        self
    }

    /// Asks another endpoint than Google's for tokens: that of an emulator, or of a gateway.
    ///
    /// ```
    /// use apps_script::credentials::{AuthorizedUser, OAuthClient};
    ///
    /// # fn main() -> Result<(), apps_script::credentials::TokenError> {
    /// let user = AuthorizedUser::new(OAuthClient::new("1234"), "1//refresh-token")
    ///     .allow_insecure_http() // the emulator is a container of the same composition
    ///     .with_token_url("http://emulator:8080/token")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the URL is not valid, or if secrets would travel unprotected: plain http is accepted for this
    /// machine only, unless [`allow_insecure_http`](Self::allow_insecure_http) was called before.
    pub fn with_token_url(mut self, url: &str) -> Result<Self, TokenError> {
        self.endpoint = Some(TokenEndpoint::at(url, self.plain_http)?);
        Ok(self)
    }

    /// Sends token requests through this HTTP client, in place of that of the [`Client`](crate::Client) that asks for
    /// the token.
    #[must_use]
    pub fn with_http(mut self, http: impl Into<HttpClient>) -> Self {
        self.http = Some(http.into());
        self
    }

    pub(super) fn with_endpoint(mut self, endpoint: TokenEndpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// The endpoint for a sign-in that may have been replaced since this was made.
    pub(super) fn endpoint_of(&self, user: &StoredUser) -> Result<TokenEndpoint, TokenError> {
        user.endpoint(self.endpoint.as_ref(), self.plain_http)
    }

    /// The HTTP client that was given to this sign-in.
    pub(super) fn given_http(&self) -> Option<HttpClient> {
        self.http.clone()
    }

    pub(super) fn stored(user: StoredUser, origin: Origin) -> Self {
        Self {
            cache: Arc::new(TokenCache::holding(user.token())),
            sign_in: Arc::new(SignedIn::new(user)),
            endpoint: None,
            plain_http: PlainHttp::default(),
            http: None,
            origin,
        }
    }

    pub(super) fn in_environment(mut self) -> Self {
        self.origin = Origin::Environment;
        self
    }

    pub(super) fn origin(&self) -> &Origin {
        &self.origin
    }

    pub(super) fn to_stored(&self) -> StoredUser {
        self.sign_in.current()
    }

    fn renewal(&self, http: Option<&HttpClient>) -> Renewal {
        Renewal {
            sign_in: Arc::clone(&self.sign_in),
            origin: self.origin.clone(),
            endpoint: self.endpoint.clone(),
            plain_http: self.plain_http,
            http: self.http.as_ref().or(http).cloned().unwrap_or_default(),
        }
    }
}

impl TokenSource for AuthorizedUser {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(self.cache.token(request, move || self.renewal(request.http())))
    }
}

impl fmt::Debug for AuthorizedUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizedUser")
            .field("client", &self.sign_in.current().client)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}
