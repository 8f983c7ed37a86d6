//! `Session`: who runs the script, and where its clock stands.

use base64::{Engine, engine::general_purpose::STANDARD};
use rquickjs::{Ctx, Object};
use sha2::{Digest, Sha256};

use super::{host_functions::HostFunctions, script_service::ScriptService};
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["Session"],
    file: "session.js",
    code: include_str!("session.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    let user = run.identity.user.as_str();
    host.value("user", user)?;
    host.value("username", user.split_once('@').map_or(user, |(name, _)| name))?;
    host.value("key", key(run))?;
    host.value("timeZone", run.time_zone())?;
    Ok(host.finish())
}

/// A key that tells users apart and does not say who they are.
fn key(run: &RunContext) -> String {
    let user = format!("{} {}", run.identity.script_id, run.identity.user);
    STANDARD.encode(Sha256::digest(user))
}
