//! The variables that say where a script runs and who calls it.

use std::{collections::HashMap, ffi::OsString};

use crate::{
    client::Client,
    credentials::{Credentials, Surroundings, TokenError, variable},
    deployment_id,
    error::{Error, ErrorKind, Executed},
    secure_url::{self, PlainHttp},
};

const URL: &str = "APPS_SCRIPT_URL";
const ID: &str = "APPS_SCRIPT_ID";

const ROLES: &str = "APPS_SCRIPT_ID is the deployment ID; APPS_SCRIPT_URL is where the API is, if not at Google; \
                     APPS_SCRIPT_TOKEN is an access token, in place of which there can be a sign-in: \
                     APPS_SCRIPT_CLIENT_ID, APPS_SCRIPT_CLIENT_SECRET (if the client has one) and \
                     APPS_SCRIPT_REFRESH_TOKEN";

impl Client {
    /// A client that is set up by environment variables.
    ///
    /// | variable | what it is |
    /// |---|---|
    /// | `APPS_SCRIPT_URL` | where the API is: an emulator or a proxy; Google's own address if not set |
    /// | `APPS_SCRIPT_TOKEN` | an access token, used as long as it lives |
    /// | `APPS_SCRIPT_CLIENT_ID`, `APPS_SCRIPT_CLIENT_SECRET`, `APPS_SCRIPT_REFRESH_TOKEN` | a sign-in, in place of a token |
    ///
    /// With none of the credentials set, they are found as [`Credentials::discover`] finds them. A variable that is
    /// empty counts as one that is not set. Everything else has its default: use [`Client::builder`] with
    /// [`Credentials::discover`] to change it.
    ///
    /// A generated client has a `from_env` of its own, which also reads the deployment ID from `APPS_SCRIPT_ID`.
    ///
    /// ```no_run
    /// # async fn run() -> apps_script::Result<()> {
    /// let client = apps_script::Client::from_env()?;
    /// let skus: Vec<String> = client.call("AKfycbxExample", "lowStock").parameter(&5)?.send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// One [`ErrorKind::Configuration`] that lists everything that is missing, half set or not valid.
    pub fn from_env() -> Result<Self, Error> {
        Environment::of_process().client()
    }

    /// A client that is set up by the given variables, in place of those of the environment.
    ///
    /// The variables are those of [`from_env`](Self::from_env), and those that [`Credentials::discover`] looks at,
    /// `HOME` included: nothing is read from the environment. Of several with one name the last counts. In tests, the
    /// variables are those of the emulator:
    ///
    /// ```
    /// # fn main() -> apps_script::Result<()> {
    /// let client = apps_script::Client::from_vars([
    ///     ("APPS_SCRIPT_URL", "http://127.0.0.1:8080"),
    ///     ("APPS_SCRIPT_TOKEN", "ya29.a0Af"),
    /// ])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`from_env`](Self::from_env).
    pub fn from_vars<Name, Value>(vars: impl IntoIterator<Item = (Name, Value)>) -> Result<Self, Error>
    where
        Name: Into<String>,
        Value: Into<OsString>,
    {
        Environment::of_vars(vars).client()
    }
}

/// The variables, wherever they come from.
pub(crate) struct Environment {
    surroundings: Surroundings,
    /// What an error calls it.
    name: &'static str,
}

impl Environment {
    pub(crate) fn of_process() -> Self {
        Self {
            surroundings: Surroundings::of_process(),
            name: "the environment",
        }
    }

    pub(crate) fn of_vars<Name, Value>(vars: impl IntoIterator<Item = (Name, Value)>) -> Self
    where
        Name: Into<String>,
        Value: Into<OsString>,
    {
        let variables: HashMap<String, OsString> = vars
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Self {
            surroundings: Surroundings::of_vars(variables),
            name: "the given variables",
        }
    }

    fn client(&self) -> Result<Client, Error> {
        let mut problems = Problems::default();
        let client = self.read_client(&mut problems);
        client.ok_or_else(|| problems.into_error(self.name))
    }

    /// The client, and the ID of the deployment: that of the variables, or else that of the trait.
    pub(crate) fn client_and_id(&self, of_trait: Option<&str>) -> Result<(Client, String), Error> {
        let mut problems = Problems::default();
        let id = self.read_id(of_trait, &mut problems);
        let client = self.read_client(&mut problems);
        client.zip(id).ok_or_else(|| problems.into_error(self.name))
    }

    fn read_id(&self, of_trait: Option<&str>, problems: &mut Problems) -> Option<String> {
        let of_variable = problems.keep(variable(&self.surroundings, ID))?;
        let (from, id) = match (&of_variable, of_trait) {
            (Some(id), _) => (ID, id.as_str()),
            (None, Some(id)) => ("the trait's `id`", id),
            (None, None) => {
                problems.note(format!("{ID} is not set"), None);
                return None;
            }
        };
        match deployment_id::check(id) {
            Ok(id) => Some(id.to_owned()),
            Err(fault) => {
                problems.note(format!("{from}: {}", fault.message()), fault.help());
                None
            }
        }
    }

    fn read_client(&self, problems: &mut Problems) -> Option<Client> {
        let url = problems.keep(variable(&self.surroundings, URL));
        let credentials = problems.keep(Credentials::discover_in(&self.surroundings));
        let mut builder = Client::builder();
        if let Some(url) = url? {
            if let Err(fault) = secure_url::parse(URL, &url, PlainHttp::default()) {
                problems.note(fault.message, Some(fault.help));
                return None;
            }
            builder = builder.base_url(url);
        }
        match builder.credentials(credentials?).build() {
            Ok(client) => Some(client),
            Err(fault) => {
                problems.note(fault.message().to_owned(), fault.help());
                None
            }
        }
    }
}

/// What is wrong with the variables, and what to do.
#[derive(Default)]
struct Problems {
    messages: Vec<String>,
    helps: Vec<String>,
}

impl Problems {
    fn note(&mut self, message: String, help: Option<&str>) {
        self.messages.push(message);
        self.helps.extend(help.map(str::to_owned));
    }

    fn keep<T>(&mut self, read: Result<T, TokenError>) -> Option<T> {
        read.map_err(|fault| self.note(fault.to_string(), fault.help()))
            .ok()
    }

    fn into_error(mut self, environment: &str) -> Error {
        self.helps.push(ROLES.to_owned());
        let message = format!(
            "{environment} cannot set up a client: {}",
            self.messages.join("; ")
        );
        Error::new(ErrorKind::Configuration, Executed::No, message).with_help(self.helps.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::Environment;
    use crate::{Client, ErrorKind, Executed};

    type Pairs<'a> = &'a [(&'a str, &'a str)];

    const TOKEN: (&str, &str) = ("APPS_SCRIPT_TOKEN", "ya29.secret");
    const ID: (&str, &str) = ("APPS_SCRIPT_ID", "AKfycbxVariable");

    fn environment(vars: Pairs<'_>) -> Environment {
        Environment::of_vars(vars.iter().copied())
    }

    #[test]
    fn variables_say_where_calls_go() {
        let google = "https://script.googleapis.com/";
        let table: [(Pairs<'_>, Option<&str>, &str, &str); 6] = [
            (&[TOKEN, ID], None, google, "AKfycbxVariable"),
            (&[TOKEN, ID], Some("AKfycbxTrait"), google, "AKfycbxVariable"),
            (&[TOKEN], Some("AKfycbxTrait"), google, "AKfycbxTrait"),
            (
                &[TOKEN, ("APPS_SCRIPT_ID", " \t")],
                Some("AKfycbxTrait"),
                google,
                "AKfycbxTrait",
            ),
            (
                &[
                    TOKEN,
                    ("APPS_SCRIPT_ID", " AKfycbxSpaces\n"),
                    ("APPS_SCRIPT_URL", ""),
                ],
                None,
                google,
                "AKfycbxSpaces",
            ),
            (
                &[TOKEN, ID, ("APPS_SCRIPT_URL", " http://127.0.0.1:8080 ")],
                None,
                "http://127.0.0.1:8080/",
                "AKfycbxVariable",
            ),
        ];
        for (vars, of_trait, url, id) in table {
            let (client, found) = environment(vars).client_and_id(of_trait).unwrap();
            assert_eq!(
                (client.0.base_url.as_str(), found.as_str()),
                (url, id),
                "{vars:?}"
            );
        }
    }

    #[test]
    fn one_error_lists_everything_that_is_wrong() {
        let table: [(Pairs<'_>, Option<&str>, &[&str]); 8] = [
            (
                &[],
                None,
                &[
                    "APPS_SCRIPT_ID is not set; ",
                    "no credentials were found: APPS_SCRIPT_TOKEN",
                ],
            ),
            (&[TOKEN], None, &["APPS_SCRIPT_ID is not set"]),
            (
                &[ID, ("APPS_SCRIPT_TOKEN", "")],
                None,
                &["no credentials were found"],
            ),
            (
                &[
                    ("APPS_SCRIPT_URL", "http://example.com"),
                    (
                        "APPS_SCRIPT_ID",
                        "https://script.google.com/macros/s/AKfycbxPasted/exec",
                    ),
                    ("APPS_SCRIPT_CLIENT_ID", "c"),
                ],
                None,
                &[
                    "APPS_SCRIPT_ID: this is a URL, not a deployment ID; ",
                    "APPS_SCRIPT_REFRESH_TOKEN is not set, though the rest of the sign-in is; ",
                    "APPS_SCRIPT_URL `http://example.com` would send secrets",
                    "help: use the part of it that is the ID: `AKfycbxPasted`; ",
                ],
            ),
            (
                &[ID, ("APPS_SCRIPT_CLIENT_SECRET", "s")],
                None,
                &["APPS_SCRIPT_CLIENT_ID and APPS_SCRIPT_REFRESH_TOKEN are not set"],
            ),
            (
                &[
                    ID,
                    ("APPS_SCRIPT_REFRESH_TOKEN", "r"),
                    ("APPS_SCRIPT_CLIENT_ID", " "),
                ],
                None,
                &["APPS_SCRIPT_CLIENT_ID is not set, though"],
            ),
            (
                &[TOKEN, ("APPS_SCRIPT_URL", "127.0.0.1:8080")],
                Some("AKfycbxTrait"),
                &["APPS_SCRIPT_URL `127.0.0.1:8080` is not a valid URL"],
            ),
            (
                &[TOKEN],
                Some("a b"),
                &["the trait's `id`: a deployment ID has no ` ` in it"],
            ),
        ];
        for (vars, of_trait, parts) in table {
            let error = environment(vars).client_and_id(of_trait).unwrap_err();
            assert_eq!(
                (error.kind(), error.executed()),
                (ErrorKind::Configuration, Executed::No)
            );
            let text = format!("{error:#}");
            let lines: Vec<&str> = text.lines().collect();
            assert!(
                matches!(lines[..], [first, second]
                    if first.starts_with("the given variables cannot set up a client: ")
                    && second.starts_with("help: ")),
                "{text}"
            );
            for part in parts.iter().chain(&["APPS_SCRIPT_URL is where the API is"]) {
                assert!(text.contains(part), "{vars:?}: no `{part}` in\n{text}");
            }
            assert!(!text.contains("ya29"), "{text}");
        }
    }

    #[test]
    fn the_given_variables_are_the_whole_environment() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join(".config/apps-script");
        std::fs::create_dir_all(&store).unwrap();
        let user = r#"{"client_id":"c","client_secret":"s","refresh_token":"r"}"#;
        std::fs::write(store.join("credentials.json"), user).unwrap();
        let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        let vars: [(&str, OsString); 2] = [
            (home, folder.path().into()),
            ("APPDATA", folder.path().join(".config").into()),
        ];
        assert!(Client::from_vars(vars).is_ok());
        let error = Client::from_vars([("APPS_SCRIPT_URL", "https://example.com")]).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("no credentials were found"), "{text}");
        assert!(!text.contains("apps-script/credentials.json"), "{text}");
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_no_text_is_named() {
        use std::os::unix::ffi::OsStringExt;

        let vars = [("APPS_SCRIPT_URL", OsString::from_vec(vec![0xff]))];
        let text = Client::from_vars(vars).unwrap_err().to_string();
        assert!(text.contains("APPS_SCRIPT_URL is not UTF-8"), "{text}");
    }
}
