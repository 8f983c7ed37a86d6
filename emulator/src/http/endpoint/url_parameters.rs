//! The parameters that every Google API takes in its URL.

use axum::{extract::Query, http::Uri};

use super::{
    field_mask::{FieldMask, OPERATION},
    refusal::Refusal,
};

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
    /// Reads those of a call. A mistake is reported in the form that the parameters before it ask for.
    pub(super) fn read(uri: &Uri) -> (Self, Result<(), Refusal>) {
        Self::read_beside(uri, OPERATION, |_, _| Ok(false))
    }

    /// Reads those of a method whose answer has the fields `known`, and which has parameters of its own: `own` says
    /// whether a parameter is one of these.
    pub(super) fn read_beside(
        uri: &Uri,
        known: &[&str],
        mut own: impl FnMut(&str, &str) -> Result<bool, Refusal>,
    ) -> (Self, Result<(), Refusal>) {
        let mut parameters = Self::default();
        let outcome = match Query::<Vec<(String, String)>>::try_from_uri(uri) {
            Ok(Query(pairs)) => {
                let faults = pairs.iter().filter_map(|(name, value)| match own(name, value) {
                    Ok(true) => None,
                    Ok(false) => parameters.set(name, value, known).err(),
                    Err(refusal) => Some(refusal),
                });
                faults.reduce(Refusal::and).map_or(Ok(()), Err)
            }
            Err(_) => Err(Refusal::invalid_argument()),
        };
        (parameters, outcome)
    }

    /// A parameter of the system may also be written with a `$`.
    fn set(&mut self, name: &str, value: &str, known: &[&str]) -> Result<(), Refusal> {
        let plain = name.strip_prefix("$.").or_else(|| name.strip_prefix('$'));
        match plain.unwrap_or(name) {
            "access_token" | "oauth_token" => self.access_token = Some(value.to_owned()),
            "alt" if FORMS.contains(&value) => self.with_errors = value == "json",
            "alt" => return Err(Refusal::invalid_argument()),
            "prettyPrint" => self.pretty_print = value != "false",
            "fields" => self.fields = FieldMask::parse(value, known).map_err(Refusal::bad_mask)?,
            "xgafv" => self.with_errors = value == "1",
            plain if WITHOUT_EFFECT.contains(&plain) => {}
            _ if name.starts_with("$.") => {}
            _ => return Err(Refusal::unknown_parameter(name)),
        }
        Ok(())
    }
}

/// A whole number that is not negative.
pub(super) fn number(name: &str, text: &str) -> Result<u32, Refusal> {
    let number: Result<i32, _> = text.parse();
    let number = number.ok().and_then(|number| u32::try_from(number).ok());
    number.ok_or_else(|| Refusal::invalid_value(name, "TYPE_INT32", &text.into()))
}
