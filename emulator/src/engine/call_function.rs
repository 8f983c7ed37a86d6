use rquickjs::{Ctx, Function, Value, function::Args};
use serde_json::Value as Json;

use super::{
    console::Console,
    exception::Thrown,
    limited::Limited,
    loader::Loader,
    scope::{Known, Scope},
    value::Returned,
};
use crate::run::{Ending, RunContext};

/// Loads the project of a run into an engine, and calls its function.
pub(super) fn call_function(
    limited: &Limited,
    run: &RunContext,
    console: &Console,
    function: &str,
    parameters: Vec<Json>,
) -> Ending {
    let mut loader = Loader::new(limited, console);
    let called = loader.load(run, "").and_then(|symbols| {
        limited.new_scope(|ctx| {
            let returned = Returned::new(ctx, limited).map_err(|_| Thrown::catch_bare(ctx))?;
            let included: Vec<String> = symbols.iter().map(|(symbol, _)| symbol.clone()).collect();
            let scope = loader.open(ctx, run, symbols)?;
            let catch = |_| scope.catch(ctx);
            let known = Known::of(ctx, function, &included);
            scope.load(ctx, &run.project, "").map_err(|(_, thrown)| thrown)?;
            let Some(function) = known.and_then(|known| known.find(ctx)) else {
                return Ok(Ending::NoSuchFunction);
            };
            let value = apply(ctx, &function, parameters).map_err(catch)?;
            let value = settled(ctx, limited, &scope, value)?;
            // A caller who is told that a change was made can rely on it.
            if let Err(refusal) = run.spreadsheets.save() {
                return Ok(Ending::service_failed(&refusal.to_string()));
            }
            Ok(returned.ending(&value))
        })
    });
    called.unwrap_or_else(|thrown| thrown.ending)
}

fn apply<'js>(
    ctx: &Ctx<'js>,
    function: &Function<'js>,
    parameters: Vec<Json>,
) -> rquickjs::Result<Value<'js>> {
    let mut arguments = Args::new(ctx.clone(), parameters.len());
    for parameter in parameters {
        arguments.push_arg(ctx.json_parse(parameter.to_string())?)?;
    }
    function.call_arg(arguments)
}

/// Lets every promise come to its end first. One that never does is `undefined`, as nothing is left to settle it.
fn settled<'js>(
    ctx: &Ctx<'js>,
    limited: &Limited,
    scope: &Scope<'js>,
    value: Value<'js>,
) -> Result<Value<'js>, Thrown> {
    while !limited.is_over() && ctx.execute_pending_job() {}
    let Some(promise) = value.as_promise() else {
        return Ok(value);
    };
    match promise.result::<Value<'js>>() {
        Some(Ok(value)) => Ok(value),
        Some(Err(_)) => Err(scope.catch(ctx)),
        None => Ok(Value::new_undefined(ctx.clone())),
    }
}
