//! A fault as JSON: how tests in other languages give one.

use serde::{Deserialize, Deserializer, Serialize, de::Error};
use serde_json::{Map, Value as Json};

use super::{Fault, FaultKind};

/// A fault that travels as JSON. The type that tests in Rust see has no such form.
#[derive(Serialize)]
pub(crate) struct FaultAsJson(#[serde(with = "Fields")] pub(crate) Fault);

#[derive(Serialize, Deserialize)]
#[serde(remote = "Fault", rename_all = "camelCase")]
struct Fields {
    #[serde(flatten)]
    kind: FaultKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    function: Option<String>,
    #[serde(default = "once")]
    times: Option<u32>,
    #[serde(default, skip_serializing_if = "is_zero")]
    delay_ms: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
}

/// Keys that any fault may have.
const COMMON: &[&str] = &["fault", "function", "times", "delayMs"];

/// A day: nobody waits longer for an answer.
const LONGEST_DELAY: u64 = 24 * 60 * 60 * 1000;

impl<'de> Deserialize<'de> for FaultAsJson {
    /// Refuses what serde would pass over: keys that no fault of this kind has, and values that no answer can have.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = Map::<String, Json>::deserialize(deserializer)?;
        let fault = Fields::deserialize(Json::Object(given.clone())).map_err(D::Error::custom)?;
        let own = own_keys(&fault.kind).map_err(D::Error::custom)?;
        let known: Vec<&str> = COMMON
            .iter()
            .copied()
            .chain(own.iter().map(String::as_str))
            .collect();
        if let Some(unknown) = given.keys().find(|key| !known.contains(&key.as_str())) {
            let kind = given.get("fault").and_then(Json::as_str).unwrap_or_default();
            let known = known.join(", ");
            return Err(D::Error::custom(format!(
                "unknown key \"{unknown}\": the keys of the fault {kind} are {known}"
            )));
        }
        check(&fault).map_err(D::Error::custom)?;
        Ok(Self(fault))
    }
}

/// The keys that only faults of this kind have: the fields of the kind, and the answer's header where there is one.
fn own_keys(kind: &FaultKind) -> serde_json::Result<Vec<String>> {
    let fields: Map<String, Json> = serde_json::from_value(serde_json::to_value(kind)?)?;
    let mut keys: Vec<String> = fields.into_iter().map(|(key, _)| key).collect();
    keys.retain(|key| !COMMON.contains(&key.as_str()));
    if matches!(kind, FaultKind::Status { .. } | FaultKind::HtmlPage { .. }) {
        keys.push("retryAfter".to_owned());
    }
    Ok(keys)
}

fn check(fault: &Fault) -> Result<(), String> {
    if let FaultKind::Status { status } | FaultKind::HtmlPage { status } = fault.kind
        && !(200..600).contains(&status)
    {
        return Err(format!(
            "{status} is not the status of an answer: it is from 200 to 599"
        ));
    }
    if fault.delay_ms > LONGEST_DELAY {
        return Err(format!(
            "delayMs is {}: the longest delay is {LONGEST_DELAY} ms, which is a day",
            fault.delay_ms
        ));
    }
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "the type of the field")]
fn once() -> Option<u32> {
    Some(1)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls")]
fn is_zero(delay: &u64) -> bool {
    *delay == 0
}
