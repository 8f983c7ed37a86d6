//! `LockService`: keeps runs out of each other's way.

use std::time::Duration;

use rquickjs::{Ctx, Object};

use super::{host_functions::HostFunctions, script_exception::throw, script_service::ScriptService};
use crate::{run::RunContext, state::audience::Audience};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["LockService"],
    file: "lock_service.js",
    code: include_str!("lock_service.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    host.value("bound", run.is_bound())?;
    let of = run.clone();
    let holds = move |kind: String| of.locks.holds(&Audience::named(&kind).area("lock", &of.identity));
    host.function("holds", holds)?;
    let of = run.clone();
    let release = move |kind: String| {
        of.locks
            .release(&Audience::named(&kind).area("lock", &of.identity))
    };
    host.function("release", release)?;
    let of = run.clone();
    let acquire = move |ctx: Ctx<'js>, kind: String, milliseconds: f64| {
        if milliseconds.is_nan() {
            return Err(throw(&ctx, "Invalid argument: NaN"));
        }
        let lock = Audience::named(&kind).area("lock", &of.identity);
        if milliseconds < 0.0 {
            return Ok(of.locks.holds(&lock));
        }
        let wait = Duration::try_from_secs_f64(milliseconds / 1000.0).unwrap_or(Duration::MAX);
        Ok(of.locks.acquire(&lock, wait, || of.must_end()))
    };
    host.function("acquire", acquire)?;
    Ok(host.finish())
}
