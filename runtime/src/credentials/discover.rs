use std::{fmt, path::Path, sync::Arc};

use super::{
    AuthorizedUser, FixedToken, OAuthClient, TokenError, TokenFuture, TokenRequest, TokenSource, TokenStore,
    surroundings::Surroundings,
};

/// Credentials that were found around the process.
///
/// ```no_run
/// use apps_script::{Client, credentials::Credentials};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder().credentials(Credentials::discover()?).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Credentials {
    source: Arc<dyn TokenSource>,
    origin: String,
    passed_over: Vec<String>,
}

impl Credentials {
    /// Looks for credentials, and takes the first that are found:
    ///
    /// 1. `APPS_SCRIPT_TOKEN`: an access token, for as long as it lives;
    /// 2. `APPS_SCRIPT_CLIENT_ID`, `APPS_SCRIPT_CLIENT_SECRET` (if the client has one) and
    ///    `APPS_SCRIPT_REFRESH_TOKEN`: a sign-in;
    /// 3. the [`TokenStore`] at its default place;
    /// 4. clasp's sign-in: `clasp_config_auth`, `.clasprc.json` in the working folder, and in the home folder;
    /// 5. application default credentials: `GOOGLE_APPLICATION_CREDENTIALS`, and gcloud's own place.
    ///
    /// # Errors
    ///
    /// A [`TokenError`] that says of each place why it was not taken. Variables that are set, but cannot be used,
    /// end the search: they were meant.
    pub fn discover() -> Result<Self, TokenError> {
        Self::discover_in(&Surroundings::of_process())
    }

    /// Where the credentials were found.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The places that were looked at before, in order, each with the reason why it was not taken.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), apps_script::credentials::TokenError> {
    /// use apps_script::credentials::Credentials;
    ///
    /// let credentials = Credentials::discover()?;
    /// println!("found in {}, after {:?}", credentials.origin(), credentials.passed_over());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn passed_over(&self) -> &[String] {
        &self.passed_over
    }

    pub(crate) fn discover_in(surroundings: &Surroundings) -> Result<Self, TokenError> {
        if let Some(found) = in_variables(surroundings)? {
            return Ok(found);
        }
        let mut looked_at = vec!["APPS_SCRIPT_TOKEN, APPS_SCRIPT_REFRESH_TOKEN: not set".to_owned()];
        for (path, meant, load) in files(surroundings) {
            match load(&path) {
                Ok(user) => {
                    return Ok(Self {
                        passed_over: looked_at,
                        ..Self::of(user)
                    });
                }
                Err(fault) if meant => return Err(fault),
                Err(_) if !path.exists() => looked_at.push(format!("{}: not there", path.display())),
                Err(fault) => looked_at.push(fault.to_string()),
            }
        }
        Err(
            TokenError::new(format!("no credentials were found: {}", looked_at.join("; "))).with_help(
                "sign in once: `apps-script login --help` says how; or set APPS_SCRIPT_CLIENT_ID, \
             APPS_SCRIPT_CLIENT_SECRET and APPS_SCRIPT_REFRESH_TOKEN",
            ),
        )
    }

    fn of(user: AuthorizedUser) -> Self {
        let origin = user.origin().to_string();
        tracing::debug!(origin, "found credentials");
        Self {
            source: Arc::new(user),
            origin,
            passed_over: Vec::new(),
        }
    }
}

type Load<'a> = Box<dyn Fn(&Path) -> Result<AuthorizedUser, TokenError> + 'a>;

/// The files to look at, whether a variable names them, and how to read them.
fn files(surroundings: &Surroundings) -> Vec<(std::path::PathBuf, bool, Load<'_>)> {
    let mut files: Vec<(_, _, Load<'_>)> = Vec::new();
    if let Some(folder) = surroundings.config_folder() {
        let store = folder.join("apps-script").join("credentials.json");
        files.push((store, false, Box::new(|path| TokenStore::at(path).load())));
    }
    let meant = surroundings.path("clasp_config_auth").is_some();
    for file in surroundings.clasp_files() {
        files.push((
            file,
            meant,
            Box::new(|path| AuthorizedUser::from_clasp_file(path, "default")),
        ));
    }
    if let Some(file) = surroundings.adc_file() {
        let meant = surroundings.path("GOOGLE_APPLICATION_CREDENTIALS").is_some();
        let load = move |path: &Path| AuthorizedUser::from_adc_file_in(path, surroundings);
        files.push((file, meant, Box::new(load)));
    }
    files
}

fn in_variables(surroundings: &Surroundings) -> Result<Option<Credentials>, TokenError> {
    if let Some(token) = variable(surroundings, "APPS_SCRIPT_TOKEN")? {
        let token = FixedToken::new(token);
        token.check()?;
        return Ok(Some(Credentials {
            source: Arc::new(token.named("APPS_SCRIPT_TOKEN")),
            origin: "APPS_SCRIPT_TOKEN".to_owned(),
            passed_over: Vec::new(),
        }));
    }
    let id = variable(surroundings, "APPS_SCRIPT_CLIENT_ID")?;
    let secret = variable(surroundings, "APPS_SCRIPT_CLIENT_SECRET")?;
    match (id, variable(surroundings, "APPS_SCRIPT_REFRESH_TOKEN")?) {
        (Some(id), Some(refresh_token)) => {
            let mut client = OAuthClient::new(id);
            if let Some(secret) = secret {
                client = client.secret(secret);
            }
            Ok(Some(Credentials::of(
                AuthorizedUser::new(client, refresh_token).in_environment(),
            )))
        }
        (None, None) if secret.is_none() => Ok(None),
        (None, None) => Err(missing("APPS_SCRIPT_CLIENT_ID and APPS_SCRIPT_REFRESH_TOKEN are")),
        (Some(_), None) => Err(missing("APPS_SCRIPT_REFRESH_TOKEN is")),
        (None, Some(_)) => Err(missing("APPS_SCRIPT_CLIENT_ID is")),
    }
}

fn missing(variables_are: &str) -> TokenError {
    TokenError::new(format!("{variables_are} not set, though the rest of the sign-in is"))
        .with_help("set APPS_SCRIPT_CLIENT_ID, APPS_SCRIPT_REFRESH_TOKEN and, if the client has one, APPS_SCRIPT_CLIENT_SECRET, or none of them")
}

/// A variable that is set to more than white space; its value may be a secret, and is not repeated.
pub(crate) fn variable(surroundings: &Surroundings, name: &str) -> Result<Option<String>, TokenError> {
    match surroundings.variables.get(name) {
        Some(value) => match value.to_str() {
            Some(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
            None => Err(TokenError::new(format!("{name} is not UTF-8"))),
        },
        None => Ok(None),
    }
}

impl TokenSource for Credentials {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        self.source.token(request)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, fs, path::Path};

    use super::{Credentials, Surroundings};

    const USER: &str =
        r#"{"type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r"}"#;
    const CLASP: &str = r#"{"tokens":{"default":{"client_id":"c","refresh_token":"r"}}}"#;
    const SERVICE_ACCOUNT: &str = r#"{"type":"service_account"}"#;
    const STORE: &str = "home/.config/apps-script/credentials.json";
    const GCLOUD: &str = "home/.config/gcloud/application_default_credentials.json";

    /// Names and their contents.
    type Pairs<'a> = &'a [(&'a str, &'a str)];

    /// What is found where these files and variables are; `{}` in a value is the folder of the test.
    fn found(files: Pairs<'_>, variables: Pairs<'_>) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let root = folder.path().to_str().unwrap();
        let value = |value: &str| value.replace("{}", root).into();
        let surroundings = Surroundings {
            variables: variables
                .iter()
                .map(|(name, text)| ((*name).into(), value(text)))
                .collect::<HashMap<_, _>>(),
            home: Some(Path::new(root).join("home")),
            working_folder: Some(Path::new(root).join("work")),
        };
        let found = Credentials::discover_in(&surroundings);
        found
            .map(|found| found.origin().replace(root, ""))
            .map_err(|error| error.to_string().replace(root, ""))
    }

    #[cfg(unix)]
    #[test]
    fn takes_the_first_that_is_found() {
        let everything = [
            (STORE, USER),
            ("work/.clasprc.json", CLASP),
            ("home/.clasprc.json", CLASP),
            (GCLOUD, USER),
        ];
        let sign_in = [("APPS_SCRIPT_CLIENT_ID", "c"), ("APPS_SCRIPT_REFRESH_TOKEN", "r")];
        let with_token = [sign_in[0], sign_in[1], ("APPS_SCRIPT_TOKEN", "t")];
        let table: [(Pairs<'_>, Pairs<'_>, &str); 9] = [
            (&everything, &with_token, "APPS_SCRIPT_TOKEN"),
            (&everything, &sign_in, "the environment"),
            (
                &everything,
                &[("APPS_SCRIPT_TOKEN", "")],
                "/home/.config/apps-script/credentials.json",
            ),
            (&everything[1..], &[], "user `default` in /work/.clasprc.json"),
            (&everything[2..], &[], "user `default` in /home/.clasprc.json"),
            (
                &everything[3..],
                &[],
                "/home/.config/gcloud/application_default_credentials.json",
            ),
            (
                &[("x/apps-script/credentials.json", USER)],
                &[("XDG_CONFIG_HOME", "{}/x")],
                "/x/apps-script/credentials.json",
            ),
            (
                &[("clasp.json", CLASP)],
                &[("clasp_config_auth", "{}/clasp.json")],
                "user `default` in /clasp.json",
            ),
            (
                &[("adc.json", USER)],
                &[("GOOGLE_APPLICATION_CREDENTIALS", "{}/adc.json")],
                "/adc.json",
            ),
        ];
        for (files, variables, expected) in table {
            assert_eq!(
                found(files, variables),
                Ok(expected.to_owned()),
                "{files:?} {variables:?}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn remembers_what_was_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        file(STORE, "{}");
        file("home/.clasprc.json", CLASP);
        let surroundings = Surroundings {
            variables: HashMap::new(),
            home: Some(folder.path().join("home")),
            working_folder: Some(folder.path().join("work")),
        };
        let found = Credentials::discover_in(&surroundings).unwrap();
        let root = folder.path().to_str().unwrap();
        let passed_over: Vec<String> = found
            .passed_over()
            .iter()
            .map(|one| one.replace(root, ""))
            .collect();
        assert_eq!(
            passed_over,
            [
                "APPS_SCRIPT_TOKEN, APPS_SCRIPT_REFRESH_TOKEN: not set",
                "/home/.config/apps-script/credentials.json: the field `refresh_token` is missing",
                "/work/.clasprc.json: not there",
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn says_why_nothing_is_found() {
        let table: [(Pairs<'_>, Pairs<'_>, &str); 6] = [
            (
                &[],
                &[],
                "/home/.config/apps-script/credentials.json: not there; /work/.clasprc.json: not there",
            ),
            (
                &[(STORE, "{}")],
                &[],
                "credentials.json: the field `refresh_token` is missing;",
            ),
            (
                &[(GCLOUD, SERVICE_ACCOUNT)],
                &[],
                "a service account cannot run a script",
            ),
            (
                &[],
                &[("GOOGLE_APPLICATION_CREDENTIALS", "{}/none.json")],
                "/none.json cannot be read",
            ),
            (
                &[],
                &[("APPS_SCRIPT_CLIENT_ID", "c")],
                "APPS_SCRIPT_REFRESH_TOKEN is not set",
            ),
            (
                &[],
                &[("APPS_SCRIPT_CLIENT_SECRET", "s")],
                "APPS_SCRIPT_CLIENT_ID and APPS_SCRIPT_REFRESH_TOKEN are not set",
            ),
        ];
        for (files, variables, message) in table {
            let error = found(files, variables).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }
}
