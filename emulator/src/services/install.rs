//! Puts the services into a global scope.

use rquickjs::{Ctx, Function, Object};

use super::{
    absent, blob, cache_service, content_service, documented, drive_app, evaluate::evaluate, faked, guarded,
    html_service, lock_service, mail_app, properties_service, script_app, script_service::ScriptService,
    session, spreadsheet_app, url_fetch_app, utilities, xml_service,
};
use crate::run::RunContext;

const SERVICES: &[ScriptService] = &[
    cache_service::SERVICE,
    content_service::SERVICE,
    drive_app::SERVICE,
    html_service::SERVICE,
    lock_service::SERVICE,
    mail_app::SERVICE,
    properties_service::SERVICE,
    script_app::SERVICE,
    session::SERVICE,
    spreadsheet_app::SERVICE,
    url_fetch_app::SERVICE,
    utilities::SERVICE,
    xml_service::SERVICE,
];

/// Puts every service into the global scope.
pub(crate) fn install<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<()> {
    let load_kit = Function::new(ctx.clone(), load_kit)?;
    let installer: Function<'js> = evaluate(ctx, "install.js", include_str!("install.js"))?;
    let lazily: Function<'js> = installer.call((load_kit, faked::members(ctx, run)?))?;
    for service in SERVICES {
        let run = run.clone();
        let load = Function::new(ctx.clone(), move |ctx: Ctx<'js>, kit: Object<'js>| {
            load(&ctx, service, &run, kit)
        })?;
        lazily.call::<_, ()>((service.names.to_vec(), load))?;
    }
    let names = SERVICES.iter().flat_map(|service| service.names).copied();
    absent::install(ctx, &lazily, run, &names.collect())?;
    for file in &run.fakes.files {
        faked::run(ctx, file)?;
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
