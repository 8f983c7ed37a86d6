use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use super::{
    AccessToken, AuthorizedUser, OAuthClient, TokenError, credential_file,
    fields::{self, Fields, FileFault},
    origin::Origin,
    private_file,
    stored_user::StoredUser,
    surroundings::Surroundings,
};

/// A file that keeps a sign-in: the OAuth client, the refresh token, and the last access token while it lives.
///
/// The file can be read by its owner alone (mode 0600; on Windows, what the folder allows), and is replaced as a
/// whole, so that nobody ever sees half of one, not even if two processes save at the same time or one of them is
/// killed. Its fields are those of gcloud's application default credentials.
///
/// `load` and `save` block for as long as the disk takes. A loaded [`AuthorizedUser`] reads and writes the file on
/// threads for blocking work.
///
/// ```no_run
/// # async fn run() -> Result<(), apps_script::credentials::TokenError> {
/// use apps_script::credentials::{InstalledApp, OAuthClient, TokenStore};
///
/// let store = TokenStore::default_place()?;
/// let client = OAuthClient::from_file("client_secret.json")?;
/// let sign_in = InstalledApp::new(client, ["https://www.googleapis.com/auth/spreadsheets"]).start().await?;
/// println!("open {}", sign_in.url());
/// store.save(&sign_in.finish().await?)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenStore {
    path: PathBuf,
}

impl TokenStore {
    /// The store in this file, which need not be there yet.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The store that [`Credentials::discover`](super::Credentials::discover) looks at:
    /// `apps-script/credentials.json` in `$XDG_CONFIG_HOME` or `~/.config`; on Windows, in `%APPDATA%`.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the home folder is not known.
    pub fn default_place() -> Result<Self, TokenError> {
        Surroundings::of_process()
            .config_folder()
            .map(|folder| Self::at(folder.join("apps-script").join("credentials.json")))
            .ok_or_else(|| {
                TokenError::new("there is no folder for settings")
                    .with_help("set HOME, or use `TokenStore::at`")
            })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The sign-in in the file. What is renewed later is stored in it, and what somebody else stores in it later is
    /// used without a restart.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the file is missing, cannot be read, or holds something else.
    pub fn load(&self) -> Result<AuthorizedUser, TokenError> {
        let text = credential_file::read(&self.path)?;
        let user = read(&text).map_err(|fault| fault.in_file(&self.path))?;
        Ok(AuthorizedUser::stored(user, Origin::Store(self.path.clone())))
    }

    /// Keeps a sign-in, in place of what was kept before.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the file cannot be written.
    pub fn save(&self, user: &AuthorizedUser) -> Result<(), TokenError> {
        self.write(&user.to_stored())
    }

    /// Replaces a sign-in by a renewed one. Does nothing if another one was stored meanwhile, or none is left.
    pub(super) fn replace_renewed(
        &self,
        before: &StoredUser,
        renewed: &StoredUser,
    ) -> Result<bool, TokenError> {
        let stored = Origin::Store(self.path.clone()).read_again();
        match stored {
            Ok(stored) if stored.is_same_sign_in(before) => self.write(renewed).map(|()| true),
            Ok(_) => Ok(false),
            Err(_) if !self.path.exists() => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    /// Deletes the file, and says whether there was one. The sign-in can still be used by whoever has a copy: see
    /// [`AuthorizedUser::revoke`].
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the file cannot be deleted.
    pub fn delete(&self) -> Result<bool, TokenError> {
        match fs::remove_file(&self.path) {
            Ok(()) => Ok(true),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(fault) => Err(TokenError::new(format!(
                "{} cannot be deleted: {fault}",
                self.path.display()
            ))),
        }
    }

    fn write(&self, user: &StoredUser) -> Result<(), TokenError> {
        private_file::replace(&self.path, text_of(user).as_bytes())
            .map_err(|fault| TokenError::new(format!("{} cannot be written: {fault}", self.path.display())))
    }
}

/// Reads the text of a store.
pub(super) fn read(text: &str) -> Result<StoredUser, FileFault> {
    let json = fields::parse(text)?;
    let file = Fields::of(&json)?;
    let client = match file.text("client_id")? {
        Some(id) => Some(OAuthClient {
            secret: file.secret("client_secret")?,
            ..OAuthClient::new(id)
        }),
        None => None,
    };
    Ok(StoredUser {
        client,
        token_url: file.text("token_uri")?.map(str::to_owned),
        refresh_token: Some(file.required("refresh_token")?.into()),
        access_token: file
            .secret("access_token")?
            .and_then(|secret| access_token(secret, &file)),
        quota_project: file.text("quota_project_id").ok().flatten().map(str::to_owned),
    })
}

fn access_token(secret: SecretString, file: &Fields<'_>) -> Option<AccessToken> {
    let expires_at = UNIX_EPOCH.checked_add(Duration::from_secs(file.count("expires_at")?))?;
    let token = AccessToken::new(secret).with_expiry(expires_at);
    let scopes = file.texts("scopes");
    Some(if scopes.is_empty() {
        token
    } else {
        token.with_scopes(scopes)
    })
}

fn text_of(user: &StoredUser) -> String {
    let mut file = Map::new();
    file.insert("type".into(), "authorized_user".into());
    if let Some(client) = &user.client {
        file.insert("client_id".into(), client.id.as_str().into());
        insert_secret(&mut file, "client_secret", client.secret.as_ref());
    }
    insert_secret(&mut file, "refresh_token", user.refresh_token.as_ref());
    if let Some(url) = &user.token_url {
        file.insert("token_uri".into(), url.as_str().into());
    }
    if let Some(project) = &user.quota_project {
        file.insert("quota_project_id".into(), project.as_str().into());
    }
    let expiry = user
        .access_token
        .as_ref()
        .and_then(|token| Some((token, seconds(token.expires_at()?)?)));
    if let Some((token, expires_at)) = expiry {
        file.insert("access_token".into(), token.secret().into());
        file.insert("expires_at".into(), expires_at.into());
        if let Some(scopes) = token.scopes() {
            file.insert("scopes".into(), json!(scopes));
        }
    }
    format!("{:#}\n", Value::Object(file))
}

fn insert_secret(file: &mut Map<String, Value>, name: &str, secret: Option<&SecretString>) {
    if let Some(secret) = secret {
        file.insert(name.to_owned(), secret.expose_secret().into());
    }
}

fn seconds(moment: SystemTime) -> Option<u64> {
    moment
        .duration_since(UNIX_EPOCH)
        .ok()
        .map(|since| since.as_secs())
}
