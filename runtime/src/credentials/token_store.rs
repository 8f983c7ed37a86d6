use std::{
    env, fs, io,
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};
use tempfile::NamedTempFile;

use super::{
    AccessToken, AuthorizedUser, OAuthClient, TokenError,
    fields::{self, Fields, FileFault},
    origin::Origin,
    stored_user::StoredUser,
    surroundings::Surroundings,
};

/// A file that keeps a sign-in: the OAuth client, the refresh token, and the last access token while it lives.
///
/// The file can be read by its owner alone (mode 0600; on Windows, what the folder allows), and is replaced as a
/// whole, so that nobody ever sees half of one. Its fields are those of gcloud's application default credentials.
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
    /// A [`TokenError`] if none of these places is known.
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

    /// The sign-in in the file. What is renewed later is stored in it.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the file is missing, cannot be read, or holds something else.
    pub fn load(&self) -> Result<AuthorizedUser, TokenError> {
        let text = fs::read_to_string(&self.path).map_err(|fault| self.fault("cannot be read", fault))?;
        let user = read(&text).map_err(|fault| fault.in_file(&self.path))?;
        Ok(AuthorizedUser::stored(user, Origin::Store(self.path.clone())).with_store(self.clone()))
    }

    /// Keeps a sign-in, in place of what was kept before.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if the file cannot be written.
    pub fn save(&self, user: &AuthorizedUser) -> Result<(), TokenError> {
        self.write(&user.to_stored())
    }

    pub(super) fn write(&self, user: &StoredUser) -> Result<(), TokenError> {
        let text = text_of(user);
        self.replace(&text)
            .map_err(|fault| self.fault("cannot be written", fault))
    }

    /// A new file beside the old, with the rights of its owner alone from its first byte on, takes its place.
    fn replace(&self, text: &str) -> io::Result<()> {
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => env::current_dir()?,
        };
        create_private_folder(&folder)?;
        let mut file = NamedTempFile::new_in(&folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&self.path).map_err(|fault| fault.error)?;
        Ok(())
    }

    fn fault(&self, what: &str, fault: io::Error) -> TokenError {
        TokenError::new(format!("{} {what}: {fault}", self.path.display())).with_source(fault)
    }
}

fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Reads the text of a store.
pub(super) fn read(text: &str) -> Result<StoredUser, FileFault> {
    let json = fields::parse(text)?;
    let file = Fields::of(&json)?;
    let client = match file.text("client_id")? {
        Some(id) => Some(OAuthClient {
            id: id.to_owned(),
            secret: file.secret("client_secret")?,
        }),
        None => None,
    };
    Ok(StoredUser {
        client,
        refresh_token: Some(file.required("refresh_token")?.into()),
        access_token: file
            .secret("access_token")?
            .and_then(|secret| access_token(secret, &file)),
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
    if let Some(token) = &user.access_token
        && let Some(expires_at) = token.expires_at().and_then(seconds)
    {
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
