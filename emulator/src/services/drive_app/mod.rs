//! `DriveApp`: files and folders, in memory, and spreadsheets among them.

use std::{cell::Cell, sync::Arc};

use rquickjs::{Ctx, Function, Object, Value};

use super::{
    byte_string::ByteString, evaluate::evaluate, host_functions::HostFunctions, script_exception::throw,
    script_service::ScriptService,
};
use crate::{
    run::RunContext,
    state::{
        drive::{Drive, Item, ROOT},
        files::{FileError, Files, SPREADSHEET},
        spreadsheets::{Patience, SpreadsheetError},
        storage_error::StorageError,
        store::Store,
    },
};

/// The cells that a run may copy with their spreadsheets: less than fill this machine's memory.
const COPIED_CELLS: usize = 20_000_000;
const TOO_MUCH: &str = "Service Drive failed: the run copies more than the emulator can hold.";

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
    items(&host, run)?;
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
    contents(&host, &run.store)?;
    Ok(host.finish())
}

/// What asks spreadsheets too.
fn items<'js>(host: &HostFunctions<'js>, run: &RunContext) -> rquickjs::Result<()> {
    let of = run.clone();
    let item = move |ctx: Ctx<'js>, id: String| -> rquickjs::Result<Value<'js>> {
        let gives_up = || of.must_end();
        match done(&ctx, files(&of).item(&id, &Patience::new(&gives_up)))? {
            Some(item) => parsed(&ctx, &item),
            None => Ok(Value::new_null(ctx)),
        }
    };
    host.function("item", item)?;
    let of = run.clone();
    let items = move |ctx: Ctx<'js>| {
        let gives_up = || of.must_end();
        let items = done(&ctx, files(&of).items(&Patience::new(&gives_up)))?;
        parsed(&ctx, &items.into_values().collect::<Vec<_>>())
    };
    host.function("items", items)?;
    let of = run.clone();
    let change = move |ctx: Ctx<'js>, id: String, fields: Value<'js>| {
        let fields = read(&ctx, fields)?;
        let gives_up = || of.must_end();
        done(&ctx, files(&of).change(&id, fields, &Patience::new(&gives_up)))
    };
    host.function("change", change)?;
    let of = run.clone();
    let is_spreadsheet = move |id: String| of.spreadsheets.has(&id);
    host.function("isSpreadsheet", is_spreadsheet)?;
    host.value("spreadsheetType", SPREADSHEET)?;
    let (of, cells_left) = (run.clone(), Cell::new(COPIED_CELLS));
    let copy = move |ctx: Ctx<'js>, id: String, name: String, folder: String| {
        let gives_up = || of.must_end();
        let copied = of.spreadsheets.read(&id, &Patience::new(&gives_up), |book| {
            let left = cells_left.get().checked_sub(book.size());
            cells_left.set(left.ok_or_else(|| SpreadsheetError::new(TOO_MUCH))?);
            Ok(book.copy(name))
        });
        let copied = copied.map_err(|fault| throw(&ctx, &fault.to_string()))?;
        let created = files(&of).create(copied, &of.identity.user, Some(folder));
        done(&ctx, created)
    };
    host.function("copySpreadsheet", copy)
}

fn files(run: &RunContext) -> Files<'_> {
    Files::of(&run.store, &run.spreadsheets)
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

fn done<T>(ctx: &Ctx<'_>, result: Result<T, FileError>) -> rquickjs::Result<T> {
    result.map_err(|fault| throw(ctx, &fault.message()))
}

fn kept<T>(ctx: &Ctx<'_>, result: rusqlite::Result<T>) -> rquickjs::Result<T> {
    result.map_err(|error| throw(ctx, &StorageError::File(error).to_string()))
}
