use std::time::Duration;

use apps_script::{
    Error,
    credentials::{AccessToken, Credentials, TokenError, TokenRequest, TokenSource},
};
use apps_script_source::Project;
use serde_json::value::RawValue;

use super::{
    deployed::{self, Unread},
    difference::Difference,
    token_info::{self, TokenInfo},
};
use crate::{connection, failure::Failure};

/// The function that is called: no script has it.
const FUNCTION: &str = "appsScriptDoctorCallsAFunctionThatDoesNotExist";

/// A call needs a token that outlives the longest run.
const LONGEST_RUN: Duration = Duration::from_secs(360);

/// Everything that was seen, before anything is concluded from it.
pub(super) struct Observation {
    /// Where credentials were found.
    pub(super) credentials: Result<String, TokenError>,
    /// `None` without credentials.
    pub(super) token: Option<Result<(), TokenError>>,
    /// `None` without a token.
    pub(super) token_info: Option<Result<TokenInfo, Failure>>,
    /// The scopes of the manifest, where a folder was given whose manifest lists them.
    pub(super) needed_scopes: Option<Vec<String>>,
    /// What the call of a missing function ended with; `None` if it was not made.
    pub(super) answer: Option<Result<(), Error>>,
    pub(super) has_id: bool,
    /// How the deployed functions differ from those of the folder; `None` if no folder was given.
    pub(super) deployed: Option<Result<Difference, Unread>>,
}

impl Observation {
    pub(super) async fn make(id: Option<&str>, project: Option<&Project>, script_id: Option<&str>) -> Self {
        let mut observed = Self {
            credentials: Err(TokenError::new("not looked for")),
            token: None,
            token_info: None,
            needed_scopes: project.and_then(|project| project.manifest.oauth_scopes.clone()),
            answer: None,
            has_id: id.is_some(),
            deployed: project.map(|_| Err(Unread::NotChecked("there is no access token".to_owned()))),
        };
        let credentials = match Credentials::discover() {
            Ok(credentials) => credentials,
            Err(fault) => {
                observed.credentials = Err(fault);
                return observed;
            }
        };
        observed.credentials = Ok(credentials.origin().to_owned());
        let token = credentials.token(TokenRequest::new(&[], LONGEST_RUN)).await;
        observed.token_info = match &token {
            Ok(token) => Some(token_info::of_token(AccessToken::secret(token)).await),
            Err(_) => None,
        };
        if let (Ok(token), Some(project)) = (&token, project) {
            observed.deployed = Some(compare(token.secret(), id, project, script_id).await);
        }
        observed.token = Some(token.map(drop));
        if let (Some(id), Some(Ok(()))) = (id, &observed.token) {
            observed.answer = Some(call(credentials, id).await);
        }
        observed
    }
}

async fn compare(
    token: &str,
    id: Option<&str>,
    project: &Project,
    script_id: Option<&str>,
) -> Result<Difference, Unread> {
    let missing = |what: &str| Unread::NotChecked(format!("{what} was given"));
    let script_id = script_id.or(project.script_id.as_deref());
    let script_id =
        script_id.ok_or_else(|| missing("no script ID (--script-id, or scriptId in .clasp.json)"))?;
    let id = id.ok_or_else(|| missing("no deployment ID"))?;
    let deployed = deployed::read(token, script_id, id).await?;
    Ok(Difference::between(&deployed, project))
}

async fn call(credentials: Credentials, id: &str) -> Result<(), Error> {
    let client = connection::without_credentials()
        .credentials(credentials)
        .build()?;
    let call = client.call(id.to_owned(), FUNCTION);
    call.send::<Option<Box<RawValue>>>().await.map(drop)
}
