//! `XmlService`: reads, makes and writes XML. The parser is Rust's; the tree is the script's own, in JavaScript.

mod parse;
mod reference;
mod tag;

use rquickjs::{Ctx, Function, Object, Value};

use super::{
    evaluate::evaluate, host_functions::HostFunctions, script_exception::throw, script_service::ScriptService,
};
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["XmlService"],
    file: "xml_service.js",
    code: include_str!("xml_service.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    let tree: Function<'js> = evaluate(ctx, "tree.js", include_str!("tree.js"))?;
    let format: Function<'js> = evaluate(ctx, "format.js", include_str!("format.js"))?;
    host.value("tree", tree)?;
    host.value("format", format)?;
    host.function("parse", read)?;
    Ok(host.finish())
}

fn read(ctx: Ctx<'_>, xml: String) -> rquickjs::Result<Value<'_>> {
    match parse::events(&xml) {
        Ok(events) => ctx.json_parse(serde_json::Value::Array(events).to_string()),
        Err(fault) => Err(throw(&ctx, &fault.to_string())),
    }
}
