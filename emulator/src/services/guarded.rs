//! Puts the guard of a run before the services that it may have to refuse.

use rquickjs::{Ctx, Function, Object, Value};

use super::evaluate::evaluate;
use crate::run::Guard;

pub(super) fn guard_services<'js>(
    guard: &Guard,
    ctx: &Ctx<'js>,
    names: &'static [&'static str],
    made: &Object<'js>,
    kit: &Object<'js>,
) -> rquickjs::Result<()> {
    for &name in names.iter().filter(|name| guard.is_needed_for(name)) {
        let guard = guard.clone();
        let refusal = move |member: String| guard.refusal(name, &member);
        let service: Value<'js> = made.get(name)?;
        let stand: Function<'js> = evaluate(ctx, "guarded.js", include_str!("guarded.js"))?;
        let refusal = Function::new(ctx.clone(), refusal)?;
        let guarded: Value<'js> = stand.call((kit.clone(), name, service, refusal))?;
        made.set(name, guarded)?;
    }
    Ok(())
}
