//! What the OAuth server says of an access token: what it may do, whose it is, and how long it lives.

use std::{collections::BTreeSet, time::Duration};

use reqwest::{Url, header::CONTENT_TYPE};
use serde::Deserialize;
use serde_json::Value;

use crate::network::{self, NoAnswer};

/// An access token as its server describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TokenInfo {
    pub(crate) scopes: BTreeSet<String>,
    /// Whose it is, if its scopes let it tell.
    pub(crate) email: Option<String>,
    pub(crate) expires_in: Option<Duration>,
    /// The OAuth client that the token was given to.
    pub(crate) client_id: Option<String>,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    scope: String,
    email: Option<String>,
    /// Seconds, which Google writes as a text.
    expires_in: Option<Value>,
    azp: Option<String>,
}

/// Asks the endpoint `tokeninfo`. The token is in a header, since URLs are logged on the way.
pub(crate) async fn token_info(endpoint: &Url, token: &str) -> Result<TokenInfo, NoAnswer> {
    let request = network::client(endpoint)?
        .post(endpoint.clone())
        .bearer_auth(token)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body("");
    network::json::<Answer>(request).await.map(TokenInfo::from)
}

impl TokenInfo {
    /// The number of the Cloud project to which the OAuth client belongs: client IDs begin with it.
    pub(crate) fn project_number(&self) -> Option<&str> {
        let (number, _) = self.client_id.as_deref()?.split_once('-')?;
        let is_number = !number.is_empty() && number.chars().all(|letter| letter.is_ascii_digit());
        is_number.then_some(number)
    }
}

impl From<Answer> for TokenInfo {
    fn from(answer: Answer) -> Self {
        let seconds = answer.expires_in.and_then(|value| match value {
            Value::String(text) => text.parse().ok(),
            other => other.as_u64(),
        });
        Self {
            scopes: answer.scope.split_whitespace().map(str::to_owned).collect(),
            email: answer.email,
            expires_in: seconds.map(Duration::from_secs),
            client_id: answer.azp,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, TokenInfo};

    #[test]
    fn google_s_answer_is_read() {
        let answer = r#"{"azp":"123456789012-x.apps.googleusercontent.com","aud":"a","sub":"1","scope":"a b",
            "exp":"1","expires_in":"3599","email":"ann@example.com","email_verified":"true","access_type":"offline"}"#;
        let info = TokenInfo::from(serde_json::from_str::<Answer>(answer).unwrap());
        assert_eq!(info.scopes.iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(info.email.as_deref(), Some("ann@example.com"));
        assert_eq!(info.expires_in.map(|left| left.as_secs()), Some(3599));
        assert_eq!(info.project_number(), Some("123456789012"));
    }

    #[test]
    fn little_can_be_said_of_some_tokens() {
        for (answer, seconds) in [
            ("{}", None),
            (r#"{"expires_in":5,"azp":"x-1"}"#, Some(5)),
            (r#"{"expires_in":[]}"#, None),
        ] {
            let info = TokenInfo::from(serde_json::from_str::<Answer>(answer).unwrap());
            assert_eq!(info.expires_in.map(|left| left.as_secs()), seconds, "{answer}");
            assert_eq!(
                (info.project_number(), info.email.clone()),
                (None, None),
                "{answer}"
            );
        }
    }
}
