//! `ExecutionRequest` of the API's discovery document, read as Google's front end reads JSON.

use axum::http::{HeaderMap, header};
use serde_json::Value as Json;

use super::refusal::Refusal;

/// The longest body that is read, in bytes: what Google's answer names that is in the public report
/// <https://github.com/scrthq/PSGSuite/issues/62>.
pub(super) const LONGEST_BODY: usize = 10 * 1024 * 1024;

/// What a request asks for.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) function: String,
    pub(super) parameters: Vec<Json>,
    pub(super) dev_mode: bool,
}

impl Request {
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        if is_form(headers) {
            return Err(Refusal::unknown_parameter(&form_name(body)));
        }
        let fields = match serde_json::from_slice(body) {
            Ok(Json::Object(fields)) => fields,
            Ok(_) => return Err(Refusal::no_message()),
            Err(_) if body.trim_ascii().is_empty() => serde_json::Map::new(),
            Err(fault) => return Err(Refusal::no_json(body, &fault)),
        };
        let mut request = Self::default();
        let faults = fields
            .into_iter()
            .filter_map(|(name, value)| request.set(&name, value).err());
        if let Some(refusal) = faults.reduce(Refusal::and) {
            return Err(refusal);
        }
        if request.function.is_empty() {
            return Err(Refusal::invalid_argument());
        }
        Ok(request)
    }

    /// A field may be named as in JSON or as in the protocol buffer; `null` leaves it as it is.
    fn set(&mut self, name: &str, value: Json) -> Result<(), Refusal> {
        match (name, value) {
            (
                "function" | "parameters" | "devMode" | "dev_mode" | "sessionState" | "session_state",
                Json::Null,
            ) => {}
            ("function", Json::String(function)) => self.function = function,
            ("parameters", Json::Array(parameters)) => self.parameters = parameters,
            ("devMode" | "dev_mode", value) => {
                self.dev_mode = lenient_boolean(&value)
                    .ok_or_else(|| Refusal::invalid_value("dev_mode", "TYPE_BOOL", &value))?;
            }
            ("sessionState" | "session_state", Json::String(_)) => {}
            ("function", value) => return Err(Refusal::invalid_value("function", "TYPE_STRING", &value)),
            ("parameters", value) => {
                let kind = "type.googleapis.com/google.protobuf.ListValue";
                return Err(Refusal::invalid_value("parameters", kind, &value));
            }
            ("sessionState" | "session_state", value) => {
                return Err(Refusal::invalid_value("session_state", "TYPE_STRING", &value));
            }
            (unknown, _) => return Err(Refusal::unknown_field(unknown)),
        }
        Ok(())
    }
}

/// Texts are taken for booleans.
fn lenient_boolean(value: &Json) -> Option<bool> {
    match value {
        Json::Bool(value) => Some(*value),
        Json::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// What Google takes for the name of a parameter when JSON is sent as a form, which is what curl does unasked.
fn form_name(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let first = text.split('&').next().unwrap_or_default();
    let name = first.split('=').next().unwrap_or_default();
    name.to_owned()
}
