//! `ContentService`: texts that a web app would serve.

use rquickjs::{Ctx, Object};

use super::ScriptService;
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["ContentService"],
    file: "content.js",
    code: include_str!("content.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, _: &RunContext) -> rquickjs::Result<Object<'js>> {
    Object::new(ctx.clone())
}
