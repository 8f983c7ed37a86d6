//! What Google says of an access token: whose it is, what it allows, and how long.

use std::time::Duration;

use apps_script::credentials::{TokenRequest, TokenSource};
use serde::Deserialize;

use crate::{connection, failure::Failure};

const GOOGLE: &str = "https://oauth2.googleapis.com/tokeninfo";

#[derive(Debug, Deserialize)]
struct Answer {
    #[serde(default)]
    scope: String,
    email: Option<String>,
    /// Seconds; a text at Google.
    expires_in: Option<serde_json::Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TokenInfo {
    pub(crate) scopes: Vec<String>,
    pub(crate) email: Option<String>,
    pub(crate) expires_in: Option<Duration>,
}

/// Gets a token, and asks for what is known of it.
pub(crate) async fn of_source(source: &impl TokenSource) -> Result<TokenInfo, Failure> {
    let request = TokenRequest::new(&[], Duration::ZERO);
    let token = source.token(request).await?;
    of_token(token.secret()).await
}

pub(crate) async fn of_token(token: &str) -> Result<TokenInfo, Failure> {
    let url = connection::oauth_url("tokeninfo").unwrap_or_else(|| GOOGLE.to_owned());
    let cannot =
        |fault: reqwest::Error| Failure::new(format!("tokeninfo cannot be asked: {}", fault.without_url()));
    // In the body, since URLs are logged on the way.
    let answer = reqwest::Client::new()
        .post(url)
        .form(&[("access_token", token)])
        .send()
        .await
        .map_err(cannot)?;
    let status = answer.status();
    if !status.is_success() {
        return Err(Failure::new(format!(
            "Google does not know the token (HTTP {})",
            status.as_u16()
        )));
    }
    let answer: Answer = answer.json().await.map_err(cannot)?;
    Ok(answer.into())
}

impl From<Answer> for TokenInfo {
    fn from(answer: Answer) -> Self {
        let seconds = answer.expires_in.and_then(|value| match value {
            serde_json::Value::String(text) => text.parse().ok(),
            other => other.as_u64(),
        });
        Self {
            scopes: answer.scope.split_whitespace().map(str::to_owned).collect(),
            email: answer.email,
            expires_in: seconds.map(Duration::from_secs),
        }
    }
}
