//! Looks at everything between here and a call.

use std::time::Duration;

use apps_script::{
    Client,
    credentials::{Credentials, TokenRequest, TokenSource},
    retry::RetryPolicy,
};
use apps_script_source::Project;
use serde_json::value::RawValue;

use super::{
    answer::{Answer, Meaning},
    deployed::{Deployment, Reader, missing_scopes},
    difference::Difference,
    observation::{Found, Needed, Observation, Problem, Unread},
};
use crate::{connection::Connection, token_info::token_info};

/// The function that is called. No script has it.
const FUNCTION: &str = "appsScriptDoctorCallsAFunctionThatNoScriptHas";

/// A call needs a token that outlives the longest run.
const LONGEST_RUN: Duration = Duration::from_secs(360);

/// One run of `doctor`: where it looks, and with what.
pub(super) struct Examination<'p> {
    connection: &'p Connection,
    project: Option<&'p Project>,
    script_id: Option<&'p str>,
}

impl<'p> Examination<'p> {
    pub(super) fn new(
        connection: &'p Connection,
        project: Option<&'p Project>,
        script_id: Option<&'p str>,
    ) -> Self {
        let given = script_id.map(str::trim).filter(|id| !id.is_empty());
        Self {
            connection,
            project,
            script_id: given.or_else(|| project?.script_id.as_deref()),
        }
    }

    pub(super) async fn observe(&self) -> Observation {
        let mut observed = Observation {
            needed: self.needed(),
            api: self.connection.url().map(str::to_owned),
            script_id: self.script_id.map(str::to_owned),
            ..Observation::default()
        };
        let credentials = match Credentials::discover() {
            Ok(credentials) => credentials,
            Err(fault) => {
                observed.credentials = Some(Err(Problem::from(&fault)));
                return observed;
            }
        };
        observed.credentials = Some(Ok(Found {
            place: credentials.origin().to_owned(),
            passed_over: credentials.passed_over().to_vec(),
        }));
        self.observe_with(credentials, &mut observed).await;
        observed
    }

    /// Nothing is sent before it is certain that the token may be sent there.
    async fn observe_with(&self, credentials: Credentials, observed: &mut Observation) {
        let builder = self.connection.client().credentials(credentials.clone());
        let client = match builder.retry(RetryPolicy::none()).build() {
            Ok(client) => client,
            Err(fault) => {
                observed.answer = Some(Answer {
                    meaning: Meaning::Unreachable,
                    ..Answer::of(&fault)
                });
                return;
            }
        };
        let token = match credentials.token(TokenRequest::new(&[], LONGEST_RUN)).await {
            Ok(token) => token,
            Err(fault) => {
                observed.token = Some(Err(Problem::from(&fault)));
                return;
            }
        };
        observed.token = Some(Ok(()));
        if let Some(endpoint) = self.connection.oauth("tokeninfo") {
            let info = token_info(&endpoint, token.secret()).await;
            observed.token_info = Some(info.map_err(|fault| fault.to_string()));
        }
        let Ok(id) = self.connection.id() else { return };
        observed.answer = Some(call(&client, id).await);
        self.read_project(id, token.secret(), observed).await;
    }

    fn needed(&self) -> Needed {
        match self.project.map(|project| &project.manifest.oauth_scopes) {
            None => Needed::Unknown,
            Some(None) => Needed::Derived,
            Some(Some(scopes)) => Needed::Listed(scopes.iter().cloned().collect()),
        }
    }

    /// Reads the deployment, and the code of its version to compare it with the folder's.
    async fn read_project(&self, id: &str, token: &str, observed: &mut Observation) {
        let Some(script_id) = self.script_id else {
            observed.difference = self.project.map(|_| Err(Unread::NoScriptId));
            return;
        };
        if let Some(Ok(info)) = &observed.token_info {
            let missing = missing_scopes(&info.scopes);
            if !missing.is_empty() {
                observed.difference = self.project.map(|_| Err(Unread::Scopes(missing)));
                return;
            }
        }
        let reader = Reader {
            connection: self.connection,
            token,
            script_id,
        };
        let is_id = observed
            .answer
            .as_ref()
            .is_none_or(|answer| answer.meaning != Meaning::NotAnId);
        let deployment = match is_id {
            true => reader.deployment(id).await,
            false => Err(Unread::NoSuchDeployment(reader.executables().await)),
        };
        if let Some(project) = self.project {
            observed.difference = Some(compare(&reader, &deployment, project).await);
        }
        observed.deployment = Some(deployment);
    }
}

async fn call(client: &Client, id: &str) -> Answer {
    match client
        .call(id.to_owned(), FUNCTION)
        .send::<Option<Box<RawValue>>>()
        .await
    {
        Ok(_) => Answer::reached(),
        Err(error) => Answer::of(&error),
    }
}

async fn compare(
    reader: &Reader<'_>,
    deployment: &Result<Deployment, Unread>,
    project: &Project,
) -> Result<Difference, Unread> {
    let deployment = deployment.as_ref().map_err(Unread::clone)?;
    let version = deployment.version.ok_or(Unread::Head)?;
    let deployed = reader.code(version).await?;
    Ok(Difference::between(&deployed, project))
}
