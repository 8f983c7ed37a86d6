//! `Session`: who runs the script, and where its clock stands.

use rquickjs::{Ctx, Object};

use super::ScriptService;
use crate::host::Host;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["Session"],
    file: "session.js",
    code: include_str!("session.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, host: &Host) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("user", host.session.user.as_str())?;
    object.set("key", format!("{}:{}", host.session.script_id, host.session.user))?;
    object.set(
        "timeZone",
        host.project.manifest.time_zone.as_deref().unwrap_or("Etc/GMT"),
    )?;
    Ok(object)
}
