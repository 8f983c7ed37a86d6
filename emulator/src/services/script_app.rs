//! `ScriptApp`: what the script is, and what it may do.

use rquickjs::{Ctx, Function, Object};

use super::ScriptService;
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["ScriptApp"],
    file: "script_app.js",
    code: include_str!("script_app.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    let identity = &run.identity;
    object.set("token", identity.token.as_str())?;
    object.set("scriptId", identity.script_id.as_str())?;
    let url = format!("https://script.google.com/macros/s/{}/exec", identity.script_id);
    object.set("url", url)?;
    let scopes = identity.scopes.clone();
    let all = move || scopes.iter().cloned().collect::<Vec<String>>();
    object.set("scopes", Function::new(ctx.clone(), all)?)?;
    let scopes = identity.scopes.clone();
    let has = move |scope: String| scopes.contains(&scope);
    object.set("hasScope", Function::new(ctx.clone(), has)?)?;
    Ok(object)
}
