use std::{
    fmt, fs,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use secrecy::SecretString;

use super::{
    AccessToken, OAuthClient, TokenError, TokenFuture, TokenRequest, TokenSource, TokenStore, adc,
    cache::Cache, clasprc, origin::Origin, stored_user::StoredUser, surroundings::Surroundings,
    token_endpoint::TokenEndpoint,
};

/// A person who has signed in: an OAuth client and a refresh token, from which access tokens are made.
///
/// An access token is kept and handed out while it lives longer than a script may run. However many calls wait for
/// a new one, one request is made for it.
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
    client: Option<OAuthClient>,
    /// The endpoint may replace it.
    refresh_token: Mutex<Option<SecretString>>,
    /// The last access token, for the store.
    access_token: Mutex<Option<AccessToken>>,
    endpoint: TokenEndpoint,
    cache: Cache,
    origin: Origin,
    store: Option<TokenStore>,
}

impl AuthorizedUser {
    /// The person to whom this refresh token was given through this client.
    #[must_use]
    pub fn new(client: OAuthClient, refresh_token: impl Into<SecretString>) -> Self {
        let user = StoredUser {
            client: Some(client),
            refresh_token: Some(refresh_token.into()),
            access_token: None,
        };
        Self::stored(user, Origin::Values)
    }

    /// The sign-in that `gcloud auth application-default login` has left: in the file that
    /// `GOOGLE_APPLICATION_CREDENTIALS` names, or at gcloud's own place.
    ///
    /// It serves only if that command was given a client of the script's Cloud project (`--client-id-file`) and
    /// the script's scopes (`--scopes`).
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if there is no such file, or if it holds something else: a service account cannot run a
    /// script.
    pub fn from_adc() -> Result<Self, TokenError> {
        let file = Surroundings::of_process().adc_file().ok_or_else(|| {
            TokenError::new("the place of application default credentials is not known").with_help("set HOME")
        })?;
        Self::from_adc_file(file)
    }

    /// The sign-in in a file of application default credentials.
    ///
    /// # Errors
    ///
    /// As [`from_adc`](Self::from_adc).
    pub fn from_adc_file(path: impl AsRef<Path>) -> Result<Self, TokenError> {
        let path = path.as_ref();
        let user = adc::read(&read(path)?).map_err(|fault| fault.in_file(path))?;
        Ok(Self::stored(user, Origin::Adc(path.to_owned())))
    }

    /// The sign-in of clasp's `user`, `default` if clasp was not told another: in the file that
    /// `clasp_config_auth` names, in the working folder's `.clasprc.json`, or in that of the home folder.
    ///
    /// It serves only if clasp was given a client of the script's Cloud project (`clasp login --creds`).
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
        let stored = clasprc::read(&read(path)?, user).map_err(|fault| fault.in_file(path))?;
        let origin = Origin::Clasp {
            file: path.to_owned(),
            user: user.to_owned(),
        };
        Ok(Self::stored(stored, origin))
    }

    /// Asks another endpoint than Google's for tokens: that of an emulator, or of a proxy.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the URL is none, or if secrets would travel unprotected: plain http is taken for this
    /// machine only.
    pub fn with_token_url(mut self, url: &str) -> Result<Self, TokenError> {
        self.endpoint = TokenEndpoint::at(url)?;
        Ok(self)
    }

    pub(super) fn with_endpoint(mut self, endpoint: TokenEndpoint) -> Self {
        self.endpoint = endpoint;
        self
    }

    pub(super) fn with_store(mut self, store: TokenStore) -> Self {
        self.store = Some(store);
        self
    }

    pub(super) fn stored(user: StoredUser, origin: Origin) -> Self {
        Self {
            client: user.client,
            refresh_token: Mutex::new(user.refresh_token),
            cache: Cache::holding(user.access_token.clone()),
            access_token: Mutex::new(user.access_token),
            endpoint: TokenEndpoint::google(),
            origin,
            store: None,
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
        StoredUser {
            client: self.client.clone(),
            refresh_token: lock(&self.refresh_token).clone(),
            access_token: lock(&self.access_token).clone(),
        }
    }

    async fn renew(&self) -> Result<AccessToken, TokenError> {
        let sign_in_again = self.origin.sign_in_again();
        let over = |missing: &str| {
            TokenError::new(format!(
                "{}: the access token is over, and there is no {missing}",
                self.origin
            ))
            .with_help(sign_in_again.clone())
        };
        let client = self
            .client
            .as_ref()
            .ok_or_else(|| over("OAuth client to renew it with"))?;
        let refresh_token = lock(&self.refresh_token)
            .clone()
            .ok_or_else(|| over("refresh token"))?;
        let granted = self
            .endpoint
            .refresh(client, &refresh_token, &sign_in_again)
            .await?;
        if granted.refresh_token.is_some() {
            lock(&self.refresh_token).clone_from(&granted.refresh_token);
        }
        *lock(&self.access_token) = Some(granted.access_token.clone());
        if let Some(store) = &self.store
            && let Err(fault) = store.write(&self.to_stored())
        {
            tracing::warn!(%fault, "the renewed token is not stored");
        }
        Ok(granted.access_token)
    }
}

fn read(path: &Path) -> Result<String, TokenError> {
    fs::read_to_string(path).map_err(|fault| {
        TokenError::new(format!("{} cannot be read: {fault}", path.display())).with_source(fault)
    })
}

/// What is in it is whole whatever happened to another holder.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl TokenSource for AuthorizedUser {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(self.cache.token(request, self.renew()))
    }
}

impl fmt::Debug for AuthorizedUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizedUser")
            .field("client", &self.client)
            .field("origin", &self.origin)
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}
