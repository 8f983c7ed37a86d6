//! The answers to calls that are refused.

use axum::http::{HeaderValue, StatusCode};
use serde_json::{Map, Value as Json, json};

use super::field_mask::BadMask;

const SERVICE: &str = "script.googleapis.com";
const METHOD: &str = "google.apps.script.v1.ScriptExecution.Execute";

/// The number of the Cloud project.
const PROJECT: &str = "123456789012";

const RECENTLY: &str = "If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.";

/// Google's words, told apart by whether there is a token at all.
const TOKEN_MISSING: &str = "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";
const TOKEN_INVALID: &str = "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";

/// Why a call is not carried out.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    name: &'static str,
    message: String,
    /// What the older form of errors says of it.
    legacy: Legacy,
    details: Vec<Json>,
}

/// An entry of `errors`.
#[derive(Debug)]
struct Legacy {
    reason: &'static str,
    /// In place of the message.
    message: Option<&'static str>,
    /// Whether the `Authorization` header is named as the place of the fault.
    in_header: bool,
}

impl Refusal {
    fn new(status: StatusCode, name: &'static str, reason: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            name,
            message: message.into(),
            legacy: Legacy {
                reason,
                message: None,
                in_header: false,
            },
            details: Vec::new(),
        }
    }

    fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", "badRequest", message)
    }

    fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "PERMISSION_DENIED", "forbidden", message)
    }

    fn unauthenticated(message: &str, reason: &'static str, legacy: &'static str) -> Self {
        let mut refusal = Self::new(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", reason, message);
        refusal.legacy.message = Some(legacy);
        refusal.legacy.in_header = true;
        refusal
    }

    pub(super) fn token_missing() -> Self {
        Self::unauthenticated(TOKEN_MISSING, "required", "Login Required.").with_info(
            "CREDENTIALS_MISSING",
            json!({ "service": SERVICE, "method": METHOD }),
        )
    }

    pub(super) fn token_invalid() -> Self {
        Self::unauthenticated(TOKEN_INVALID, "authError", "Invalid Credentials")
    }

    pub(super) fn invalid_argument() -> Self {
        Self::bad_request("Request contains an invalid argument.")
    }

    /// The body is JSON, but no object.
    pub(super) fn no_message() -> Self {
        let message = "Invalid JSON payload received. Unknown name \"\": Root element must be a message.";
        Self::bad_request(message).with_violation(None, message)
    }

    /// The body is no JSON; the answer shows where.
    pub(super) fn no_json(body: &[u8], fault: &serde_json::Error) -> Self {
        let (problem, excerpt, column) = match fault.classify() {
            serde_json::error::Category::Eof => ("Unexpected end of string.", last_line(body), None),
            _ => (
                "Unexpected token.",
                line(body, fault.line()),
                Some(fault.column()),
            ),
        };
        let before = column.map_or(excerpt.chars().count(), |column| column.saturating_sub(1));
        let indent = " ".repeat(before);
        let message = format!("Invalid JSON payload received. {problem}\n{excerpt}\n{indent}^");
        Self::bad_request(message)
    }

    pub(super) fn unknown_field(name: &str) -> Self {
        let message = format!("Invalid JSON payload received. Unknown name \"{name}\": Cannot find field.");
        Self::bad_request(message.clone()).with_violation(None, &message)
    }

    /// A parameter of the URL that does not exist.
    pub(super) fn unknown_parameter(name: &str) -> Self {
        let message = format!(
            "Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. Field '{name}' could not be found in request message."
        );
        Self::bad_request(message.clone()).with_violation(None, &message)
    }

    pub(super) fn invalid_value(field: &str, kind: &str, value: &Json) -> Self {
        let message = format!("Invalid value at '{field}' ({kind}), {value}");
        Self::bad_request(message.clone()).with_violation(Some(field), &message)
    }

    /// A method that Google has and the emulator lacks.
    pub(super) fn not_implemented(method: &str) -> Self {
        let message = format!(
            "The emulator does not serve {method}. It serves scripts.run, projects.getContent, \
             projects.deployments.get and projects.deployments.list."
        );
        Self::new(
            StatusCode::NOT_IMPLEMENTED,
            "UNIMPLEMENTED",
            "notImplemented",
            message,
        )
    }

    /// Both of two refusals of the same request, if both say what is wrong with its fields; else the first.
    pub(super) fn and(mut self, other: Self) -> Self {
        let [Some(mine), Some(others)] =
            [&self, &other].map(|refusal| refusal.details.first().and_then(violations))
        else {
            return self;
        };
        let all: Vec<Json> = mine.iter().chain(others).cloned().collect();
        self.message = format!("{}\n{}", self.message, other.message);
        self.details = vec![bad_request(all)];
        self
    }

    /// The token holds too little.
    pub(super) fn insufficient_scopes() -> Self {
        Self::forbidden("Request had insufficient authentication scopes.").with_info(
            "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
            json!({ "service": SERVICE, "method": METHOD }),
        )
    }

    /// The token holds none of the scopes that a method other than `run` takes. The service's own name of the method is
    /// not known.
    pub(super) fn insufficient_scopes_of_method() -> Self {
        Self::forbidden("Request had insufficient authentication scopes.")
            .with_info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", json!({ "service": SERVICE }))
    }

    /// The API is not enabled in the client's Cloud project.
    pub(super) fn api_disabled() -> Self {
        let page =
            format!("https://console.developers.google.com/apis/api/{SERVICE}/overview?project={PROJECT}");
        let mut refusal = Self::forbidden(format!(
            "Apps Script API has not been used in project {PROJECT} before or it is disabled. Enable it by visiting {page} then retry. {RECENTLY}"
        ));
        refusal.legacy.reason = "accessNotConfigured";
        refusal.details.push(json!({
            "@type": "type.googleapis.com/google.rpc.Help",
            "links": [{ "description": "Google developers console API activation", "url": page }],
        }));
        refusal.with_info(
            "SERVICE_DISABLED",
            json!({ "service": SERVICE, "consumer": format!("projects/{PROJECT}") }),
        )
    }

    /// The person has not switched the API on.
    pub(super) fn user_setting_off() -> Self {
        Self::forbidden(format!(
            "User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry. {RECENTLY}"
        ))
    }

    /// The person has called too often in this minute.
    pub(super) fn quota_exceeded() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "RESOURCE_EXHAUSTED",
            "rateLimitExceeded",
            format!(
                "Quota exceeded for quota metric 'Executions' and limit 'Executions per minute per user' of service '{SERVICE}' for consumer 'project_number:{PROJECT}'."
            ),
        )
        .with_info(
            "RATE_LIMIT_EXCEEDED",
            json!({
                "service": SERVICE,
                "consumer": format!("projects/{PROJECT}"),
                "quota_limit": "ExecutionsPerMinutePerUser",
            }),
        )
    }

    /// What Google says with this status, as far as it is known.
    pub(super) fn with_status(status: StatusCode) -> Self {
        let (name, reason, message) = match status.as_u16() {
            400 => return Self::invalid_argument(),
            401 => return Self::token_invalid(),
            403 => return Self::no_permission(),
            404 => return Self::not_found(),
            409 => ("ABORTED", "aborted", "The operation was aborted."),
            429 => (
                "RESOURCE_EXHAUSTED",
                "rateLimitExceeded",
                "Resource has been exhausted (e.g. check quota).",
            ),
            503 => (
                "UNAVAILABLE",
                "backendError",
                "The service is currently unavailable.",
            ),
            504 => (
                "DEADLINE_EXCEEDED",
                "backendError",
                "Deadline expired before operation could complete.",
            ),
            _ if status.is_client_error() => (
                "FAILED_PRECONDITION",
                "failedPrecondition",
                "Precondition check failed.",
            ),
            _ => ("INTERNAL", "backendError", "Internal error encountered."),
        };
        Self::new(status, name, reason, message)
    }

    /// The body is longer than `most` bytes.
    pub(super) fn too_long(most: usize) -> Self {
        Self::bad_request(format!("Request payload size exceeds the limit: {most} bytes."))
    }

    /// `fields` asks for what an answer cannot have.
    pub(super) fn bad_mask(BadMask(path): BadMask) -> Self {
        let description =
            format!("Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'.");
        Self::bad_request("Request contains an invalid argument.").with_violation(Some(&path), &description)
    }

    /// The header that a refused token is answered with.
    pub(super) fn challenge(&self) -> Option<HeaderValue> {
        let challenge = match (self.legacy.in_header, self.legacy.reason) {
            (false, _) => return None,
            (true, "authError") => r#"Bearer realm="https://accounts.google.com/", error="invalid_token""#,
            (true, _) => r#"Bearer realm="https://accounts.google.com/""#,
        };
        Some(HeaderValue::from_static(challenge))
    }

    /// The person may not use this deployment.
    pub(super) fn no_permission() -> Self {
        Self::forbidden("The caller does not have permission")
    }

    pub(super) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
            "notFound",
            "Requested entity was not found.",
        )
    }

    fn with_info(mut self, reason: &str, metadata: Json) -> Self {
        self.details.push(json!({
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": reason,
            "domain": "googleapis.com",
            "metadata": metadata,
        }));
        self
    }

    fn with_violation(mut self, field: Option<&str>, description: &str) -> Self {
        let violation = match field {
            Some(field) => json!({ "field": field, "description": description }),
            None => json!({ "description": description }),
        };
        self.details.push(bad_request(vec![violation]));
        self
    }

    /// The body; client libraries ask for `errors` too.
    pub(super) fn body(&self, with_errors: bool) -> Json {
        let mut error = Map::new();
        error.insert("code".into(), self.status.as_u16().into());
        error.insert("message".into(), self.message.as_str().into());
        if with_errors {
            error.insert("errors".into(), json!([self.legacy_entry()]));
        }
        error.insert("status".into(), self.name.into());
        if !self.details.is_empty() {
            error.insert("details".into(), Json::Array(self.details.clone()));
        }
        json!({ "error": error })
    }

    fn legacy_entry(&self) -> Json {
        let message = self.legacy.message.unwrap_or(&self.message);
        let mut entry = json!({ "message": message, "domain": "global", "reason": self.legacy.reason });
        if let (true, Some(entry)) = (self.legacy.in_header, entry.as_object_mut()) {
            entry.insert("location".into(), "Authorization".into());
            entry.insert("locationType".into(), "header".into());
        }
        entry
    }
}

fn bad_request(violations: Vec<Json>) -> Json {
    json!({ "@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations })
}

fn violations(detail: &Json) -> Option<&Vec<Json>> {
    detail.get("fieldViolations")?.as_array()
}

fn line(body: &[u8], number: usize) -> String {
    let text = String::from_utf8_lossy(body);
    text.lines()
        .nth(number.saturating_sub(1))
        .unwrap_or_default()
        .to_owned()
}

fn last_line(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    text.lines().next_back().unwrap_or_default().to_owned()
}
