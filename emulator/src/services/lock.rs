//! `LockService`: keeps runs out of each other's way.

use std::time::Duration;

use rquickjs::{Ctx, Function, Object};

use super::{ScriptService, script_exception::throw};
use crate::{run::RunContext, state::audience::Audience};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["LockService"],
    file: "lock.js",
    code: include_str!("lock.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("bound", run.project.parent_id.is_some())?;
    let of = run.clone();
    let holds = move |kind: String| of.locks.holds(&Audience::named(&kind).area("lock", &of.identity));
    object.set("holds", Function::new(ctx.clone(), holds)?)?;
    let of = run.clone();
    let release = move |kind: String| {
        of.locks
            .release(&Audience::named(&kind).area("lock", &of.identity))
    };
    object.set("release", Function::new(ctx.clone(), release)?)?;
    let of = run.clone();
    let acquire = move |ctx: Ctx<'js>, kind: String, milliseconds: f64| {
        let wait = Duration::try_from_secs_f64(milliseconds / 1000.0)
            .map_err(|_| throw(&ctx, &format!("Invalid argument: {milliseconds}")))?;
        let lock = Audience::named(&kind).area("lock", &of.identity);
        Ok::<_, rquickjs::Error>(of.locks.acquire(&lock, wait, || of.must_end()))
    };
    object.set("acquire", Function::new(ctx.clone(), acquire)?)?;
    let of = run.clone();
    object.set("mustEnd", Function::new(ctx.clone(), move || of.must_end())?)?;
    Ok(object)
}
