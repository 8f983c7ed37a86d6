//! `DriveApp`: files and folders, in memory.

use std::sync::Arc;

use rquickjs::{Ctx, Function, Object, Value};

use super::{ScriptService, byte_string::ByteString, evaluate, script_exception::throw};
use crate::{
    run::RunContext,
    state::{
        drive::{Drive, Item, ROOT},
        store::Store,
    },
};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["DriveApp", "MimeType"],
    file: "drive.js",
    code: include_str!("drive.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("root", ROOT)?;
    object.set("user", run.identity.user.as_str())?;
    object.set(
        "mimeTypes",
        parts(ctx, "mime_types.js", include_str!("mime_types.js"))?,
    )?;
    object.set("query", parts(ctx, "query.js", include_str!("query.js"))?)?;
    let store = Arc::clone(&run.store);
    let item = move |ctx: Ctx<'js>, id: String| -> rquickjs::Result<Value<'js>> {
        match Drive(&store).item(&id) {
            Some(item) => parsed(&ctx, &item),
            None => Ok(Value::new_null(ctx)),
        }
    };
    object.set("item", Function::new(ctx.clone(), item)?)?;
    let store = Arc::clone(&run.store);
    let items = move |ctx: Ctx<'js>| parsed(&ctx, &Drive(&store).items().into_values().collect::<Vec<_>>());
    object.set("items", Function::new(ctx.clone(), items)?)?;
    let (store, owner) = (Arc::clone(&run.store), run.identity.user.clone());
    let add = move |ctx: Ctx<'js>, fields: Value<'js>, content: ByteString| {
        let item: Item = read(&ctx, fields)?;
        let item = Item {
            owner: owner.clone(),
            ..item
        };
        kept(&ctx, Drive(&store).add(item, &content.0))
    };
    object.set("add", Function::new(ctx.clone(), add)?)?;
    let store = Arc::clone(&run.store);
    let change = move |ctx: Ctx<'js>, id: String, fields: Value<'js>| {
        let fields = read(&ctx, fields)?;
        kept(&ctx, Drive(&store).change(&id, fields))
    };
    object.set("change", Function::new(ctx.clone(), change)?)?;
    contents(ctx, &object, &run.store)?;
    Ok(object)
}

fn contents<'js>(ctx: &Ctx<'js>, object: &Object<'js>, store: &Arc<Store>) -> rquickjs::Result<()> {
    let of = Arc::clone(store);
    let content = move |id: String| ByteString(Drive(&of).content(&id));
    object.set("content", Function::new(ctx.clone(), content)?)?;
    let of = Arc::clone(store);
    let set = move |ctx: Ctx<'js>, id: String, content: ByteString| {
        kept(&ctx, Drive(&of).set_content(&id, &content.0))
    };
    object.set("setContent", Function::new(ctx.clone(), set)?)?;
    let encode = |text: String| ByteString(text.into_bytes());
    object.set("encode", Function::new(ctx.clone(), encode)?)
}

fn parts<'js>(ctx: &Ctx<'js>, file: &str, code: &str) -> rquickjs::Result<Function<'js>> {
    evaluate(ctx, file, code)
}

fn parsed<'js>(ctx: &Ctx<'js>, value: &impl serde::Serialize) -> rquickjs::Result<Value<'js>> {
    let json = serde_json::to_string(value).map_err(|fault| throw(ctx, &fault.to_string()))?;
    ctx.json_parse(json)
}

fn read<'js, T: serde::de::DeserializeOwned>(ctx: &Ctx<'js>, value: Value<'js>) -> rquickjs::Result<T> {
    let json = ctx
        .json_stringify(value)?
        .map(|json| json.to_string())
        .transpose()?;
    serde_json::from_str(&json.unwrap_or_default()).map_err(|fault| throw(ctx, &fault.to_string()))
}

fn kept<T>(ctx: &Ctx<'_>, result: rusqlite::Result<T>) -> rquickjs::Result<T> {
    result.map_err(|fault| {
        throw(
            ctx,
            &format!("the emulator's state file cannot be written: {fault}"),
        )
    })
}
