//! The deployment and its code, as the API describes them.

use std::{collections::BTreeSet, path::PathBuf};

use apps_script_source::Project;
use reqwest::StatusCode;
use serde::{Deserialize, de::DeserializeOwned};

use super::observation::Unread;
use crate::{
    connection::Connection,
    network::{self, NoAnswer},
};

/// The scopes that reading a deployment, and reading the code of a version, take: one of each.
const DEPLOYMENTS: [&str; 2] = [
    "https://www.googleapis.com/auth/script.deployments.readonly",
    "https://www.googleapis.com/auth/script.deployments",
];
const PROJECTS: [&str; 2] = [
    "https://www.googleapis.com/auth/script.projects.readonly",
    "https://www.googleapis.com/auth/script.projects",
];

/// Reads a script project with an access token.
pub(super) struct Reader<'r> {
    pub(super) connection: &'r Connection,
    pub(super) token: &'r str,
    pub(super) script_id: &'r str,
}

/// A deployment of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deployment {
    pub(super) id: String,
    /// `None` for the one that follows the files.
    pub(super) version: Option<u32>,
    /// Who may call it; `None` if it is not an API executable.
    pub(super) access: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DeploymentAnswer {
    deployment_id: String,
    deployment_config: Config,
    #[serde(default)]
    entry_points: Vec<EntryPoint>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Config {
    version_number: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EntryPoint {
    execution_api: Option<ExecutionApi>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExecutionApi {
    entry_point_config: Option<EntryPointConfig>,
}

#[derive(Deserialize)]
struct EntryPointConfig {
    access: Option<String>,
}

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    deployments: Vec<DeploymentAnswer>,
}

#[derive(Deserialize)]
struct Content {
    #[serde(default)]
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    source: String,
}

/// The scopes that a token lacks for reading deployed code.
pub(super) fn missing_scopes(held: &BTreeSet<String>) -> Vec<&'static str> {
    let is_missing = |one_of: &&[&'static str; 2]| !one_of.iter().any(|scope| held.contains(*scope));
    let missing = [DEPLOYMENTS, PROJECTS];
    missing
        .iter()
        .filter(is_missing)
        .map(|[narrow, _]| *narrow)
        .collect()
}

impl Reader<'_> {
    /// The deployment with this ID.
    pub(super) async fn deployment(&self, id: &str) -> Result<Deployment, Unread> {
        match self.get::<DeploymentAnswer>(&["deployments", id], None).await {
            Ok(answer) => Ok(answer.into()),
            Err(NoAnswer::Refused(StatusCode::NOT_FOUND, _)) => {
                Err(Unread::NoSuchDeployment(self.executables().await))
            }
            Err(fault) => Err(unread(&fault, DEPLOYMENTS)),
        }
    }

    /// The IDs of the deployments that can be called; none, if they cannot be listed.
    pub(super) async fn executables(&self) -> Vec<String> {
        let list = self.get::<List>(&["deployments"], None).await;
        let all = list.map(|list| list.deployments).unwrap_or_default();
        let all = all.into_iter().map(Deployment::from);
        all.filter(|one| one.version.is_some() && one.access.is_some())
            .map(|one| one.id)
            .collect()
    }

    /// The code of a version.
    pub(super) async fn code(&self, version: u32) -> Result<Project, Unread> {
        let content = self.get::<Content>(&["content"], Some(version)).await;
        let content = content.map_err(|fault| unread(&fault, PROJECTS))?;
        let files = content.files.into_iter().filter_map(|file| {
            let extension = match file.kind.as_str() {
                "SERVER_JS" => "gs",
                "JSON" => "json",
                _ => return None,
            };
            Some((PathBuf::from(format!("{}.{extension}", file.name)), file.source))
        });
        Project::from_files(files).map_err(|fault| Unread::Failed(fault.to_string()))
    }

    /// Reads what is below the script project. IDs are parts of the path whatever is in them.
    async fn get<T: DeserializeOwned>(&self, below: &[&str], version: Option<u32>) -> Result<T, NoAnswer> {
        let path = [["v1", "projects", self.script_id].as_slice(), below].concat();
        let url = self.connection.api(&path);
        let mut url = url.ok_or_else(|| NoAnswer::Failed("the URL of the API is not valid".to_owned()))?;
        if let Some(version) = version {
            url.query_pairs_mut()
                .append_pair("versionNumber", &version.to_string());
        }
        network::json(network::client(&url)?.get(url).bearer_auth(self.token)).await
    }
}

fn unread(fault: &NoAnswer, [scope, _]: [&'static str; 2]) -> Unread {
    match fault {
        NoAnswer::Refused(StatusCode::FORBIDDEN, message) if message.contains("authentication scopes") => {
            Unread::Scopes(vec![scope])
        }
        fault => Unread::Failed(fault.to_string()),
    }
}

impl From<DeploymentAnswer> for Deployment {
    fn from(answer: DeploymentAnswer) -> Self {
        let mut executables = answer
            .entry_points
            .into_iter()
            .filter_map(|entry| entry.execution_api);
        let access = executables.next().map(|api| {
            let config = api.entry_point_config;
            config
                .and_then(|config| config.access)
                .unwrap_or_else(|| "MYSELF".to_owned())
        });
        Self {
            id: answer.deployment_id,
            version: answer.deployment_config.version_number,
            access,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Deployment, DeploymentAnswer, missing_scopes};

    #[test]
    fn one_scope_of_each_kind_is_enough() {
        let scope = |name: &str| format!("https://www.googleapis.com/auth/{name}");
        for (held, missing) in [
            (
                &["script.deployments.readonly", "script.projects.readonly"][..],
                &[][..],
            ),
            (&["script.deployments", "script.projects"], &[]),
            (&["script.projects"], &["script.deployments.readonly"]),
            (
                &["spreadsheets"],
                &["script.deployments.readonly", "script.projects.readonly"],
            ),
        ] {
            let held_scopes = held.iter().map(|name| scope(name)).collect();
            let expected: Vec<String> = missing.iter().map(|name| scope(name)).collect();
            assert_eq!(missing_scopes(&held_scopes), expected, "{held:?}");
        }
    }

    #[test]
    fn an_executable_is_one_of_several_entry_points() {
        for (entry_points, access) in [
            ("[]", None),
            (r#"[{"entryPointType":"WEB_APP","webApp":{}}]"#, None),
            (
                r#"[{"entryPointType":"WEB_APP"},{"executionApi":{"entryPointConfig":{"access":"DOMAIN"}}}]"#,
                Some("DOMAIN"),
            ),
            (r#"[{"executionApi":{}}]"#, Some("MYSELF")),
        ] {
            let answer = format!(
                r#"{{"deploymentId":"AKfycbx","deploymentConfig":{{"versionNumber":3}},"entryPoints":{entry_points}}}"#
            );
            let deployment = Deployment::from(serde_json::from_str::<DeploymentAnswer>(&answer).unwrap());
            assert_eq!(
                (deployment.version, deployment.access.as_deref()),
                (Some(3), access),
                "{entry_points}"
            );
        }
    }
}
