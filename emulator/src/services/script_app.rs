//! `ScriptApp`: what the script is, and what it may do.

use rquickjs::{Ctx, Function, Object};

use super::ScriptService;
use crate::host::Host;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["ScriptApp"],
    file: "script_app.js",
    code: include_str!("script_app.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, host: &Host) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    let session = &host.session;
    object.set("token", session.token.as_str())?;
    object.set("scriptId", session.script_id.as_str())?;
    let url = format!("https://script.google.com/macros/s/{}/exec", session.script_id);
    object.set("url", url)?;
    let scopes = session.scopes.clone();
    let all = move || scopes.iter().cloned().collect::<Vec<String>>();
    object.set("scopes", Function::new(ctx.clone(), all)?)?;
    let scopes = session.scopes.clone();
    let has = move |scope: String| scopes.contains(&scope);
    object.set("hasScope", Function::new(ctx.clone(), has)?)?;
    Ok(object)
}
