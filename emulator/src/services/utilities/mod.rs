//! `Utilities`: encodings, digests, archives and what else scripts compute with.

use rquickjs::{Ctx, Function, Object};

use super::{ScriptService, charset::encode};
use crate::host::Host;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["Utilities"],
    file: "utilities.js",
    code: include_str!("utilities.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, _: &Host) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("encode", Function::new(ctx.clone(), encode)?)?;
    Ok(object)
}
