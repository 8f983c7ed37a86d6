//! A fault as JSON: how tests in other languages give one.

use serde::{Deserialize, Serialize};

use super::{Fault, FaultKind};

/// A fault that travels as JSON. The type that tests in Rust see has no such form.
#[derive(Serialize, Deserialize)]
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

#[expect(clippy::unnecessary_wraps, reason = "the type of the field")]
fn once() -> Option<u32> {
    Some(1)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls")]
fn is_zero(delay: &u64) -> bool {
    *delay == 0
}
