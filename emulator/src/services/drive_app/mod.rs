//! `DriveApp`: files and folders, in memory.

use std::sync::Arc;

use rquickjs::{Ctx, Function, Object, Value};

use super::{
    byte_string::ByteString, evaluate::evaluate, host_functions::HostFunctions, script_exception::throw,
    script_service::ScriptService,
};
use crate::{
    run::RunContext,
    state::{
        drive::{Drive, Item, ROOT},
        storage_error::StorageError,
        store::Store,
    },
};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["DriveApp", "MimeType"],
    file: "drive_app.js",
    code: include_str!("drive_app.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    host.value("root", ROOT)?;
    host.value("user", run.identity.user.as_str())?;
    host.value(
        "mimeTypes",
        evaluate::<Function<'js>>(ctx, "mime_types.js", include_str!("mime_types.js"))?,
    )?;
    host.value(
        "query",
        evaluate::<Function<'js>>(ctx, "query.js", include_str!("query.js"))?,
    )?;
    let store = Arc::clone(&run.store);
    let item = move |ctx: Ctx<'js>, id: String| -> rquickjs::Result<Value<'js>> {
        match Drive(&store).item(&id) {
            Some(item) => parsed(&ctx, &item),
            None => Ok(Value::new_null(ctx)),
        }
    };
    host.function("item", item)?;
    let store = Arc::clone(&run.store);
    let items = move |ctx: Ctx<'js>| parsed(&ctx, &Drive(&store).items().into_values().collect::<Vec<_>>());
    host.function("items", items)?;
    let (store, owner) = (Arc::clone(&run.store), run.identity.user.clone());
    let add = move |ctx: Ctx<'js>, fields: Value<'js>, content: ByteString| {
        let item: Item = read(&ctx, fields)?;
        let item = Item {
            owner: owner.clone(),
            ..item
        };
        kept(&ctx, Drive(&store).add(item, &content.0))
    };
    host.function("add", add)?;
    let store = Arc::clone(&run.store);
    let change = move |ctx: Ctx<'js>, id: String, fields: Value<'js>| {
        let fields = read(&ctx, fields)?;
        kept(&ctx, Drive(&store).change(&id, fields))
    };
    host.function("change", change)?;
    contents(&host, &run.store)?;
    Ok(host.finish())
}

fn contents<'js>(host: &HostFunctions<'js>, store: &Arc<Store>) -> rquickjs::Result<()> {
    let of = Arc::clone(store);
    let content = move |id: String| ByteString(Drive(&of).content(&id));
    host.function("content", content)?;
    let of = Arc::clone(store);
    let set = move |ctx: Ctx<'js>, id: String, content: ByteString| {
        kept(&ctx, Drive(&of).set_content(&id, &content.0))
    };
    host.function("setContent", set)?;
    let encode = |text: String| ByteString(text.into_bytes());
    host.function("encode", encode)
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
    result.map_err(|error| throw(ctx, &StorageError::File(error).to_string()))
}
