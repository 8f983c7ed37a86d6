//! Blobs, which services hand to each other: `kit.blobs()` makes them and reads them.

use rquickjs::{Ctx, Function, Object};

use super::{
    charset::{decode, encode},
    evaluate,
};

/// The makers of blobs, over the rest of the kit.
pub(super) fn load<'js>(ctx: Ctx<'js>, kit: Object<'js>) -> rquickjs::Result<Object<'js>> {
    let host = Object::new(ctx.clone())?;
    host.set("encode", Function::new(ctx.clone(), encode)?)?;
    host.set("decode", Function::new(ctx.clone(), decode)?)?;
    evaluate::<Function<'js>>(&ctx, "blob.js", include_str!("blob.js"))?.call((host, kit))
}
