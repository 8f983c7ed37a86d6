//! The parameters that every Google API takes in its URL.

use axum::{extract::Query, http::Uri};

use super::{field_mask::FieldMask, refusal::Refusal};

/// What the parameters say about the answer, and who asks.
#[derive(Debug)]
pub(super) struct UrlParameters {
    pub(super) access_token: Option<String>,
    pub(super) pretty_print: bool,
    pub(super) fields: Option<FieldMask>,
    /// Whether a refusal comes with `errors`, the older form that client libraries ask for.
    pub(super) with_errors: bool,
}

/// An answer cannot have another form than JSON here.
const FORMS: [&str; 2] = ["json", "media"];

/// Parameters that change nothing here. `callback` is for scripts in a page, which send no POST.
const WITHOUT_EFFECT: [&str; 6] = [
    "key",
    "quotaUser",
    "userIp",
    "callback",
    "uploadType",
    "upload_protocol",
];

impl Default for UrlParameters {
    fn default() -> Self {
        Self {
            access_token: None,
            pretty_print: true,
            fields: None,
            with_errors: false,
        }
    }
}

impl UrlParameters {
    /// Reads them. A mistake is told in the form that the parameters before it ask for.
    pub(super) fn read(uri: &Uri) -> (Self, Result<(), Refusal>) {
        let mut parameters = Self::default();
        let outcome = match Query::<Vec<(String, String)>>::try_from_uri(uri) {
            Ok(Query(pairs)) => pairs
                .iter()
                .try_for_each(|(name, value)| parameters.set(name, value)),
            Err(_) => Err(Refusal::invalid_argument()),
        };
        (parameters, outcome)
    }

    /// A parameter of the system may also be written with a `$`.
    fn set(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let plain = name.strip_prefix("$.").or_else(|| name.strip_prefix('$'));
        match plain.unwrap_or(name) {
            "access_token" | "oauth_token" => self.access_token = Some(value.to_owned()),
            "alt" if FORMS.contains(&value) => self.with_errors = value == "json",
            "alt" => return Err(Refusal::invalid_argument()),
            "prettyPrint" => self.pretty_print = value != "false",
            "fields" => self.fields = FieldMask::parse(value).map_err(Refusal::bad_mask)?,
            "xgafv" => self.with_errors = value == "1",
            known if WITHOUT_EFFECT.contains(&known) => {}
            _ if name.starts_with("$.") => {}
            _ => return Err(Refusal::unknown_parameter(name)),
        }
        Ok(())
    }
}
