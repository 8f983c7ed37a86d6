//! The code that a deployment runs, as Google keeps it.

use std::path::PathBuf;

use apps_script_source::Project;
use reqwest::StatusCode;
use serde::{Deserialize, de::DeserializeOwned};

use crate::connection;

const GOOGLE: &str = "https://script.googleapis.com";

/// Why the deployed code was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// It was not tried, or Google does not show it to this sign-in.
    NotChecked(String),
    Failed(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Deployment {
    deployment_config: Config,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Config {
    /// Absent from the deployment that follows the files.
    version_number: Option<u32>,
}

#[derive(Deserialize)]
struct Content {
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

/// Reads the version that the deployment runs.
pub(super) async fn read(token: &str, script_id: &str, deployment_id: &str) -> Result<Project, Unread> {
    let base = connection::base_url().unwrap_or_else(|| GOOGLE.to_owned());
    let project = format!("{}/v1/projects/{script_id}", base.trim_end_matches('/'));
    let deployment: Deployment = get(
        token,
        &format!("{project}/deployments/{deployment_id}"),
        "script.deployments.readonly",
    )
    .await?;
    let version = match deployment.deployment_config.version_number {
        Some(number) => format!("?versionNumber={number}"),
        None => String::new(),
    };
    let content: Content = get(
        token,
        &format!("{project}/content{version}"),
        "script.projects.readonly",
    )
    .await?;
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

async fn get<T: DeserializeOwned>(token: &str, url: &str, scope: &str) -> Result<T, Unread> {
    let failed = |fault: reqwest::Error| Unread::Failed(fault.without_url().to_string());
    let answer = reqwest::Client::new()
        .get(url)
        .bearer_auth(token)
        .send()
        .await
        .map_err(failed)?;
    match answer.status() {
        status if status.is_success() => answer.json().await.map_err(failed),
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => Err(Unread::NotChecked(format!(
            "sign in with https://www.googleapis.com/auth/{scope} too, so that the deployed code can be read"
        ))),
        StatusCode::NOT_FOUND => Err(Unread::NotChecked(
            "Google knows no such deployment of the script, or does not show it to this user".to_owned(),
        )),
        status => Err(Unread::Failed(format!("HTTP {}", status.as_u16()))),
    }
}
