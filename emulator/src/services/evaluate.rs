//! Evaluates code in a global scope, each file under the name that stack traces show.

use rquickjs::{Ctx, FromJs, context::EvalOptions};

/// The names of the emulator's own files begin like this in stack traces, in which scripts do not see them.
pub(crate) const FILE_PREFIX: &str = "service:";

/// Evaluates a file of the emulator's own, in strict mode.
pub(crate) fn evaluate<'js, T: FromJs<'js>>(ctx: &Ctx<'js>, file: &str, code: &str) -> rquickjs::Result<T> {
    evaluate_as(ctx, format!("{FILE_PREFIX}{file}"), code, true)
}

/// Evaluates a file of the user's under its name, in sloppy mode, as Apps Script does.
pub(crate) fn evaluate_script(ctx: &Ctx<'_>, file: String, code: &str) -> rquickjs::Result<()> {
    evaluate_as(ctx, file, code, false)
}

fn evaluate_as<'js, T: FromJs<'js>>(
    ctx: &Ctx<'js>,
    file: String,
    code: &str,
    strict: bool,
) -> rquickjs::Result<T> {
    let mut options = EvalOptions::default();
    options.strict = strict;
    options.filename = Some(file);
    ctx.eval_with_options(code, options)
}
