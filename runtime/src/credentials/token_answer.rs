//! What a token endpoint answers: a token (RFC 6749, section 5.1) or a refusal (section 5.2), in the forms that
//! are seen in the wild.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use oauth2::{ErrorResponse, RefreshToken, Scope, TokenResponse, TokenType};
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{AccessToken, TokenError};
use crate::redaction::{one_line, redact};

/// What the endpoint gave.
#[derive(Debug)]
pub(super) struct Granted {
    pub(super) access_token: AccessToken,
    /// A new one, if it is to replace the old.
    pub(super) refresh_token: Option<SecretString>,
}

/// An answer with a token. The types of the `oauth2` crate do not print it.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Grant {
    access_token: oauth2::AccessToken,
    #[serde(default)]
    token_type: TypeName,
    #[serde(default, deserialize_with = "lifetime")]
    expires_in: Option<Duration>,
    refresh_token: Option<RefreshToken>,
    #[serde(default, deserialize_with = "scopes")]
    scope: Option<Vec<Scope>>,
}

/// The protocol requires a `token_type`; who leaves it out means the only one that is in use.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct TypeName(String);

impl Default for TypeName {
    fn default() -> Self {
        Self("Bearer".to_owned())
    }
}

impl TokenType for TypeName {}

impl TokenResponse for Grant {
    type TokenType = TypeName;

    fn access_token(&self) -> &oauth2::AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &TypeName {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        self.scope.as_ref()
    }
}

impl Grant {
    pub(super) fn into_granted(self) -> Result<Granted, TokenError> {
        let help = "check the token endpoint's address, and what is between it and this machine";
        if !self.token_type.0.eq_ignore_ascii_case("bearer") {
            let kind = one_line(&redact(&self.token_type.0, &[self.access_token.secret()]));
            let message = format!(
                "the token endpoint gave a token of the type `{kind}`, and calls need a Bearer token"
            );
            return Err(TokenError::new(message).with_help(help));
        }
        let mut access_token = AccessToken::new(self.access_token.into_secret());
        access_token.check().map_err(|fault| {
            TokenError::new(format!(
                "the token endpoint gave a token that cannot be used: {fault}"
            ))
            .with_help(help)
        })?;
        let expires_at = self
            .expires_in
            .and_then(|lifetime| SystemTime::now().checked_add(lifetime));
        if let Some(expires_at) = expires_at {
            access_token = access_token.with_expiry(expires_at);
        }
        if let Some(scopes) = self.scope {
            access_token = access_token.with_scopes(scopes.iter().map(|scope| scope.to_string()));
        }
        let refresh_token = self.refresh_token.map(RefreshToken::into_secret);
        Ok(Granted {
            access_token,
            refresh_token: refresh_token
                .filter(|token| !token.is_empty())
                .map(SecretString::from),
        })
    }
}

/// Seconds as a number or as text, with or without a fraction. A negative lifetime has ended; one that is not a
/// number, or too long to be counted, is not known.
fn lifetime<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let seconds = match Value::deserialize(deserializer)? {
        Value::Number(seconds) => seconds.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let seconds = seconds.filter(|seconds: &f64| !seconds.is_nan());
    Ok(seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds.max(0.0)).ok()))
}

/// Scopes with spaces between them; anything else says nothing.
fn scopes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Scope>>, D::Error> {
    let Value::String(scopes) = Value::deserialize(deserializer)? else {
        return Ok(None);
    };
    let scope = |scope: &str| Scope::new(scope.to_owned());
    Ok(Some(scopes.split_whitespace().map(scope).collect()))
}

/// An answer without a token.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Refusal {
    error: String,
    error_description: Option<String>,
    /// Google's own, such as `invalid_rapt`.
    error_subtype: Option<String>,
}

impl ErrorResponse for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.error)
    }
}

impl Refusal {
    /// The error without what it may repeat of these secrets.
    pub(super) fn into_error(self, secrets: &[&str], sign_in_again: &str) -> TokenError {
        let shown = |text: &str| one_line(&redact(text, secrets));
        let description = match &self.error_description {
            Some(description) if !description.trim().is_empty() => format!(" ({})", shown(description)),
            _ => String::new(),
        };
        let message = format!("the token endpoint refused: {}{description}", shown(&self.error));
        let error = TokenError::new(message);
        match self.error.as_str() {
            "invalid_grant" if self.asks_for_reauthentication() => error.with_help(format!(
                "the Google Workspace of this user ends sign-ins after some hours (Google Cloud session control); \
                 {sign_in_again}; to keep sign-ins alive, an administrator marks the OAuth client as trusted and \
                 selects `Exempt trusted apps` under Security > Access and data control > Google Cloud session \
                 control, see https://support.google.com/a/answer/9368756"
            )),
            "invalid_grant" => error.with_help(format!(
                "the sign-in is over: it was revoked, it was not used for six months, its password was changed, or \
                 the consent screen is in testing, where it ends after 7 days; {sign_in_again}"
            )),
            "invalid_client" | "unauthorized_client" | "deleted_client" => error.with_help(
                "client ID and client secret do not belong together, or the client was deleted: compare them with \
                 the Cloud console, APIs & Services > Credentials",
            ),
            "invalid_scope" => error.with_help(
                "one of the scopes does not exist at Google: compare them with the script's manifest",
            ),
            "temporarily_unavailable" | "internal_failure" | "server_error" | "rate_limit_exceeded" => {
                error.transient()
            }
            _ => error,
        }
    }

    fn asks_for_reauthentication(&self) -> bool {
        let names = |text: &Option<String>| {
            text.as_deref()
                .is_some_and(|text| text.contains("invalid_rapt") || text.contains("rapt_required"))
        };
        names(&self.error_subtype) || names(&self.error_description)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{Grant, Granted, Refusal};

    fn granted(json: &str) -> Result<Granted, String> {
        let grant: Grant = serde_json::from_str(json).map_err(|error| error.to_string())?;
        grant
            .into_granted()
            .map_err(|error| format!("{error:#} {error:?}"))
    }

    /// In whole seconds, from a little later than the token was read.
    fn seconds_left(json: &str) -> Option<u64> {
        let expires_at = granted(json).unwrap().access_token.expires_at()?;
        let left = expires_at
            .duration_since(SystemTime::now())
            .unwrap_or(Duration::ZERO);
        Some(left.as_secs_f64().ceil() as u64)
    }

    #[test]
    fn reads_a_lifetime_in_every_spelling() {
        for (expires_in, expected) in [
            ("3599", Some(3599)),
            ("3599.0", Some(3599)),
            ("3.599e3", Some(3599)),
            (r#""3599""#, Some(3599)),
            (r#"" 3599.0 ""#, Some(3599)),
            ("0", Some(0)),
            ("-1", Some(0)),
            (r#""-5.5""#, Some(0)),
            ("null", None),
            (r#""soon""#, None),
            (r#""NaN""#, None),
            (r#""inf""#, None),
            ("[3599]", None),
            ("true", None),
            ("1e300", None),
            ("9223372036854775807", None),
        ] {
            let json =
                format!(r#"{{"access_token":"ya29.a","token_type":"Bearer","expires_in":{expires_in}}}"#);
            assert_eq!(seconds_left(&json), expected, "{json}");
        }
        assert_eq!(
            seconds_left(r#"{"access_token":"ya29.a","token_type":"Bearer"}"#),
            None
        );
    }

    #[test]
    fn takes_only_what_can_be_a_bearer_token() {
        for token_type in [r#","token_type":"bearer""#, r#","token_type":"BEARER""#, ""] {
            let json = format!(r#"{{"access_token":" ya29.a\n"{token_type}}}"#);
            assert_eq!(granted(&json).unwrap().access_token.secret(), "ya29.a", "{json}");
        }
        for (json, message) in [
            (
                r#"{"access_token":""}"#,
                "cannot be used: the access token is empty",
            ),
            (
                r#"{"access_token":" "}"#,
                "cannot be used: the access token is empty",
            ),
            (
                r#"{"access_token":"ya29.a b"}"#,
                "cannot be used: the access token has a line break, a space",
            ),
            (
                r#"{"access_token":"ya29.a","token_type":"MAC"}"#,
                "of the type `MAC`",
            ),
            (r#"{"access_token":"ya29.a","token_type":""}"#, "of the type ``"),
            (
                r#"{"access_token":"ya29.a","token_type":"x\nya29.a"}"#,
                "of the type `x\\n[redacted]`",
            ),
            (r#"{"access_token":7}"#, "invalid type"),
        ] {
            let error = granted(json).unwrap_err();
            assert!(error.contains(message), "{json}: {error}");
            assert!(!error.contains("ya29.a"), "{json}: {error}");
        }
    }

    #[test]
    fn an_empty_refresh_token_replaces_none() {
        let refresh_token = |json| granted(json).unwrap().refresh_token.is_some();
        assert!(!refresh_token(r#"{"access_token":"a","refresh_token":""}"#));
        assert!(!refresh_token(r#"{"access_token":"a","refresh_token":null}"#));
        assert!(refresh_token(r#"{"access_token":"a","refresh_token":"r"}"#));
    }

    #[test]
    fn scopes_are_words() {
        let scopes = |json| {
            granted(json)
                .unwrap()
                .access_token
                .scopes()
                .map(<[String]>::to_vec)
        };
        let two = Some(vec!["a".to_owned(), "b".to_owned()]);
        assert_eq!(scopes(r#"{"access_token":"a","scope":"a  b"}"#), two);
        assert_eq!(scopes(r#"{"access_token":"a","scope":7}"#), None);
        assert_eq!(scopes(r#"{"access_token":"a"}"#), None);
    }

    #[test]
    fn a_refusal_is_one_line_without_our_secrets() {
        let refusal: Refusal = serde_json::from_str(
            r#"{"error":"invalid_grant","error_description":"no \u001b[31m1//our-own\r\nof GOCSPX-ours"}"#,
        )
        .unwrap();
        let error = refusal.into_error(&["1//our-own"], "sign in");
        assert_eq!(
            error.to_string(),
            "the token endpoint refused: invalid_grant (no \\u{1b}[31m[redacted]\\r\\nof [redacted])"
        );
    }

    #[test]
    fn a_session_that_a_workspace_ends_has_its_own_help() {
        for json in [
            r#"{"error":"invalid_grant","error_description":"reauth related error (invalid_rapt)","error_subtype":"invalid_rapt"}"#,
            r#"{"error":"invalid_grant","error_description":"reauth related error (invalid_rapt)"}"#,
            r#"{"error":"invalid_grant","error_subtype":"rapt_required"}"#,
        ] {
            let refusal: Refusal = serde_json::from_str(json).unwrap();
            let error = refusal.into_error(&[], "run `apps-script login`");
            let help = error.help().unwrap();
            assert!(
                help.contains("session control") && help.contains("apps-script login"),
                "{help}"
            );
            assert!(!error.is_transient());
        }
    }
}
