use rquickjs::{Ctx, context::EvalOptions};

const REPLACE: &str = include_str!("natives.js");

/// Replaces the functions of the engine that are not safe in a run that is ended while they work.
///
/// Nothing may end the run meanwhile.
pub(super) fn replace(ctx: &Ctx<'_>) -> rquickjs::Result<()> {
    let mut options = EvalOptions::default();
    // The engine's own functions are in no file either, and stacks show the replacements as they show those.
    options.filename = Some(String::new());
    ctx.eval_with_options(REPLACE, options)
}
