//! `CacheService`: texts by key, for a time.

use rquickjs::{Ctx, Object};

use super::{host_functions::HostFunctions, script_exception::throw, script_service::ScriptService};
use crate::{
    run::RunContext,
    state::{audience::Audience, cache::Entries},
};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["CacheService"],
    file: "cache_service.js",
    code: include_str!("cache_service.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    host.value("bound", run.is_bound())?;
    let of = run.clone();
    let get = move |kind: String, key: String| entries(&of, &kind).get(&key);
    host.function("get", get)?;
    let of = run.clone();
    let put = move |ctx: Ctx<'js>, kind: String, keys: Vec<String>, values: Vec<String>, seconds: f64| {
        let given = keys.into_iter().zip(values).collect();
        let kept = entries(&of, &kind).put(given, seconds);
        kept.map_err(|refusal| throw(&ctx, &refusal.to_string()))
    };
    host.function("put", put)?;
    let of = run.clone();
    let remove = move |ctx: Ctx<'js>, kind: String, keys: Vec<String>| {
        let removed = entries(&of, &kind).remove(&keys);
        removed.map_err(|refusal| throw(&ctx, &refusal.to_string()))
    };
    host.function("remove", remove)?;
    Ok(host.finish())
}

fn entries<'h>(run: &'h RunContext, kind: &str) -> Entries<'h> {
    Entries {
        store: &run.store,
        area: Audience::named(kind).area("cache", &run.identity),
        now: run.clock.milliseconds(),
    }
}
