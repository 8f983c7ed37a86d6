//! `ScriptApp`: what the script is, and what it may do. In a library it speaks of the script that was called.

use rquickjs::{Ctx, Object};
use uuid::Uuid;

use super::{host_functions::HostFunctions, script_service::ScriptService};
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["ScriptApp"],
    file: "script_app.js",
    code: include_str!("script_app.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    let identity = &run.identity;
    host.value("token", identity.token.as_str())?;
    host.value("scriptId", identity.called_script_id.as_str())?;
    let url = format!(
        "https://script.google.com/macros/s/{}/exec",
        identity.called_script_id
    );
    host.value("url", url)?;
    let state_token = || format!("ADEpC8{}", Uuid::new_v4().simple());
    host.function("stateToken", state_token)?;
    let scopes = identity.scopes.clone();
    let all = move || scopes.iter().cloned().collect::<Vec<String>>();
    host.function("scopes", all)?;
    let scopes = identity.scopes.clone();
    let has = move |scope: String| scopes.contains(&scope);
    host.function("hasScope", has)?;
    Ok(host.finish())
}
