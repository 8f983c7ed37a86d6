//! `PropertiesService`: texts by key, which outlive the run.

use rquickjs::{Ctx, Object};

use super::{host_functions::HostFunctions, script_exception, script_service::ScriptService};
use crate::{
    run::RunContext,
    state::{audience::Audience, properties::set_all, storage_error::StorageError},
};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["PropertiesService", "ScriptProperties", "UserProperties"],
    file: "properties_service.js",
    code: include_str!("properties_service.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    host.value("bound", run.is_bound())?;
    let of = run.clone();
    let get = move |kind: String, key: String| of.store.get(&area(&of, &kind), &key);
    host.function("get", get)?;
    let of = run.clone();
    let keys =
        move |kind: String| -> Vec<String> { of.store.entries(&area(&of, &kind)).into_keys().collect() };
    host.function("keys", keys)?;
    let of = run.clone();
    let entries = move |ctx: Ctx<'js>, kind: String| entries(&ctx, &of, &kind);
    host.function("entries", entries)?;
    let of = run.clone();
    let remove = move |ctx: Ctx<'js>, kind: String, key: String| {
        let removed = of.store.remove(&area(&of, &kind), &key);
        removed.map_err(|fault| script_exception::throw(&ctx, &StorageError::File(fault).to_string()))
    };
    host.function("remove", remove)?;
    let of = run.clone();
    let set =
        move |ctx: Ctx<'js>, kind: String, keys: Vec<String>, values: Vec<String>, delete_others: bool| {
            let given = keys.into_iter().zip(values).collect();
            let kept = set_all(&of.store, &area(&of, &kind), given, delete_others);
            kept.map_err(|refusal| script_exception::throw(&ctx, &refusal.to_string()))
        };
    host.function("setAll", set)?;
    Ok(host.finish())
}

fn area(run: &RunContext, kind: &str) -> String {
    Audience::named(kind).area_of_properties(&run.identity)
}

fn entries<'js>(ctx: &Ctx<'js>, run: &RunContext, kind: &str) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    for (key, value) in run.store.entries(&area(run, kind)) {
        object.set(key, value)?;
    }
    Ok(object)
}
