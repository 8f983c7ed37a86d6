//! Blobs, which services hand to each other: `kit.blobs()` makes them and reads them.

use rquickjs::{Ctx, Function, Object};

use super::{
    charset::{decode, encode},
    evaluate::evaluate,
    host_functions::HostFunctions,
};

/// The makers of blobs, over the rest of the kit.
pub(super) fn load<'js>(ctx: Ctx<'js>, kit: Object<'js>) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::new(&ctx)?;
    host.function("encode", encode)?;
    host.function("decode", decode)?;
    evaluate::<Function<'js>>(&ctx, "blob.js", include_str!("blob.js"))?.call((host.finish(), kit))
}
