//! The services that Apps Script gives to every script, as globals.
//!
//! Each is a JavaScript file, which knows the members and checks the arguments, and beside it a Rust file with
//! what only the host can do. A service is evaluated when a script first names it, since most runs name few.

mod absent;
mod blob;
mod byte_string;
mod cache;
mod charset;
mod content;
mod documented;
mod drive;
mod fakes;
mod guarded;
mod html;
mod lock;
mod mail;
mod properties;
mod script_app;
mod script_exception;
mod session;
mod spreadsheet;
mod url_fetch;
mod utilities;
mod xml;

use rquickjs::{Ctx, Function, Object, context::EvalOptions};

use crate::run::RunContext;

/// Files of services begin like this in stack traces, in which scripts do not see them.
pub(crate) const FILE_PREFIX: &str = "service:";

/// Some globals that are made together.
pub(crate) struct ScriptService {
    /// The globals.
    names: &'static [&'static str],
    /// The name of its JavaScript file.
    file: &'static str,
    /// Evaluates to `(host, kit) => ({ Name: … })`.
    code: &'static str,
    /// Makes `host`: the functions that JavaScript calls.
    host: for<'js> fn(&Ctx<'js>, &RunContext) -> rquickjs::Result<Object<'js>>,
}

const SERVICES: &[ScriptService] = &[
    cache::SERVICE,
    content::SERVICE,
    drive::SERVICE,
    html::SERVICE,
    lock::SERVICE,
    mail::SERVICE,
    properties::SERVICE,
    script_app::SERVICE,
    session::SERVICE,
    spreadsheet::SERVICE,
    url_fetch::SERVICE,
    utilities::SERVICE,
    xml::SERVICE,
];

/// Puts every service into the global scope.
pub(crate) fn install<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<()> {
    let load_kit = Function::new(ctx.clone(), load_kit)?;
    let installer: Function<'js> = evaluate(ctx, "install.js", include_str!("install.js"))?;
    let lazily: Function<'js> = installer.call((load_kit, fakes::members(ctx, &run.fakes)?))?;
    for service in SERVICES {
        let run = run.clone();
        let load = Function::new(ctx.clone(), move |ctx: Ctx<'js>, kit: Object<'js>| {
            load(&ctx, service, &run, kit)
        })?;
        lazily.call::<_, ()>((service.names.to_vec(), load))?;
    }
    absent::install(ctx, &lazily, run)?;
    for file in &run.fakes.files {
        fakes::run(ctx, file)?;
    }
    Ok(())
}

fn load_kit(ctx: Ctx<'_>) -> rquickjs::Result<Object<'_>> {
    let load_blobs = Function::new(ctx.clone(), blob::load)?;
    let is_documented = |path: String, member: String| documented::expects(&path, &member);
    let is_documented = Function::new(ctx.clone(), is_documented)?;
    evaluate::<Function<'_>>(&ctx, "kit.js", include_str!("kit.js"))?.call((load_blobs, is_documented))
}

fn load<'js>(
    ctx: &Ctx<'js>,
    service: &ScriptService,
    run: &RunContext,
    kit: Object<'js>,
) -> rquickjs::Result<Object<'js>> {
    let make: Function<'js> = evaluate(ctx, service.file, service.code)?;
    let made: Object<'js> = make.call(((service.host)(ctx, run)?, kit.clone()))?;
    if let Some(guard) = &run.guard {
        guarded::guard_services(guard, ctx, service.names, &made, &kit)?;
    }
    Ok(made)
}

fn evaluate<'js, T: rquickjs::FromJs<'js>>(ctx: &Ctx<'js>, file: &str, code: &str) -> rquickjs::Result<T> {
    let mut options = EvalOptions::default();
    options.filename = Some(format!("{FILE_PREFIX}{file}"));
    ctx.eval_with_options(code, options)
}
