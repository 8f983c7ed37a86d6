//! `CacheService`: texts by key, for a time.

use std::time::{SystemTime, UNIX_EPOCH};

use rquickjs::{Ctx, Function, Object};

use super::{ScriptService, script_exception::throw};
use crate::{
    run::RunContext,
    state::{audience::Audience, cache::Entries},
};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["CacheService"],
    file: "cache.js",
    code: include_str!("cache.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("bound", run.project.parent_id.is_some())?;
    let of = run.clone();
    let get = move |kind: String, key: String| entries(&of, &kind).get(&key);
    object.set("get", Function::new(ctx.clone(), get)?)?;
    let of = run.clone();
    let put = move |ctx: Ctx<'js>, kind: String, keys: Vec<String>, values: Vec<String>, seconds: f64| {
        let given = keys.into_iter().zip(values).collect();
        let kept = entries(&of, &kind).put(given, seconds);
        kept.map_err(|refusal| throw(&ctx, &refusal.to_string()))
    };
    object.set("put", Function::new(ctx.clone(), put)?)?;
    let of = run.clone();
    let remove = move |ctx: Ctx<'js>, kind: String, keys: Vec<String>| {
        let removed = entries(&of, &kind).remove(&keys);
        removed.map_err(|refusal| throw(&ctx, &refusal.to_string()))
    };
    object.set("remove", Function::new(ctx.clone(), remove)?)?;
    Ok(object)
}

fn entries<'h>(run: &'h RunContext, kind: &str) -> Entries<'h> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Entries {
        store: &run.store,
        area: Audience::named(kind).area("cache", &run.identity),
        now: u64::try_from(now.as_millis()).unwrap_or(u64::MAX),
    }
}
