//! `XmlService`: reads, makes and writes XML. The parser is Rust's; the tree is the script's own, in JavaScript.

mod parse;
mod reference;
mod tag;

use rquickjs::{Ctx, Function, Object, Value};

use super::{ScriptService, evaluate, script_exception::throw};
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["XmlService"],
    file: "xml.js",
    code: include_str!("xml.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, _: &RunContext) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    let tree: Function<'js> = evaluate(ctx, "tree.js", include_str!("tree.js"))?;
    let format: Function<'js> = evaluate(ctx, "format.js", include_str!("format.js"))?;
    object.set("tree", tree)?;
    object.set("format", format)?;
    object.set("parse", Function::new(ctx.clone(), read)?)?;
    Ok(object)
}

fn read(ctx: Ctx<'_>, xml: String) -> rquickjs::Result<Value<'_>> {
    match parse::events(&xml) {
        Ok(events) => ctx.json_parse(serde_json::Value::Array(events).to_string()),
        Err(fault) => Err(throw(&ctx, &fault.to_string())),
    }
}
