use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

use rquickjs::{
    Ctx, Error, Value,
    function::{IntoJsFunc, ParamRequirement, Params},
};

use super::{evaluate::evaluate, script_exception::throw};
use crate::run::{Ending, RunContext};

/// Waits in the engine until its interrupt handler ends the run.
const WAIT_FOR_THE_END: &str = "for (;;);";

/// A function of the host that does nothing once the run must end, and ends it if that comes while it works.
///
/// Scripts can catch what a function throws, but not what the engine's interrupt handler throws. So the run ends in
/// the engine, and nothing that a script does after a cancel request or after the time limit has an effect.
pub(super) struct EndsWithRun<F> {
    function: F,
    run: Rc<RunContext>,
}

impl<F> EndsWithRun<F> {
    pub(super) fn new(function: F, run: &Rc<RunContext>) -> Self {
        Self {
            function,
            run: Rc::clone(run),
        }
    }
}

impl<'js, P, F: IntoJsFunc<'js, P>> IntoJsFunc<'js, P> for EndsWithRun<F> {
    fn param_requirements() -> ParamRequirement {
        F::param_requirements()
    }

    fn call<'a>(&self, params: Params<'a, 'js>) -> rquickjs::Result<Value<'js>> {
        let ctx = params.ctx().clone();
        if self.run.must_end() {
            return Err(end(&ctx));
        }
        // The engine is not made for panics that cross it, and a script could catch one.
        let returned = catch_unwind(AssertUnwindSafe(|| self.function.call(params)));
        if self.run.must_end() {
            return Err(end(&ctx));
        }
        returned.unwrap_or_else(|_| {
            tracing::error!("a function of the emulator panicked: this is a mistake in the emulator");
            Err(throw(&ctx, Ending::server_error().message("").as_ref()))
        })
    }
}

/// Ends the run with an exception that the script cannot catch.
fn end(ctx: &Ctx<'_>) -> Error {
    // What the function threw, if it did.
    ctx.catch();
    match evaluate::<()>(ctx, "end.js", WAIT_FOR_THE_END) {
        Err(fault) => fault,
        Ok(()) => throw(ctx, Ending::TimedOut.message("").as_ref()),
    }
}
