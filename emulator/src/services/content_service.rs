//! `ContentService`: texts that a web app would serve.

use rquickjs::{Ctx, Object};

use super::script_service::ScriptService;
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["ContentService"],
    file: "content_service.js",
    code: include_str!("content_service.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, _: &RunContext) -> rquickjs::Result<Object<'js>> {
    Object::new(ctx.clone())
}
