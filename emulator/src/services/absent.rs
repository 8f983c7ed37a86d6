//! The services that are not in the emulator: each says so, member by member.

use rquickjs::{Ctx, Function, Object, Value};

use super::{SERVICES, fakes};
use crate::run::RunContext;

/// The globals that every script has at Google, and that the emulator lacks.
const NAMES: &[&str] = &[
    "AddOnsResponseService",
    "Browser",
    "CalendarApp",
    "CardService",
    "Charts",
    "ConferenceDataService",
    "ContactsApp",
    "DataStudioApp",
    "DocumentApp",
    "FormApp",
    "GroupsApp",
    "Jdbc",
    "LanguageApp",
    "LinearOptimizationService",
    "Maps",
    "SitesApp",
    "SlidesApp",
    "WebAssembly",
];

/// Defines what is lacking: services of Google's, the advanced services that the manifest enables, which without
/// it are no globals at all, and whatever else a fake names.
pub(super) fn install<'js>(ctx: &Ctx<'js>, lazily: &Function<'js>, run: &RunContext) -> rquickjs::Result<()> {
    let enabled = &run.project.manifest.dependencies.enabled_advanced_services;
    let advanced = enabled.iter().map(|service| service.user_symbol.as_str());
    let faked = fakes::globals(&run.fakes);
    for name in NAMES.iter().copied().chain(advanced) {
        define(ctx, lazily, name)?;
    }
    for name in faked.into_iter().filter(|name| !is_known(name, run)) {
        define(ctx, lazily, name)?;
    }
    Ok(())
}

fn is_known(name: &str, run: &RunContext) -> bool {
    let enabled = &run.project.manifest.dependencies.enabled_advanced_services;
    NAMES.contains(&name)
        || SERVICES.iter().any(|service| service.names.contains(&name))
        || enabled.iter().any(|service| service.user_symbol == name)
}

fn define<'js>(ctx: &Ctx<'js>, lazily: &Function<'js>, name: &str) -> rquickjs::Result<()> {
    let defined = name.to_owned();
    let load = Function::new(ctx.clone(), move |ctx: Ctx<'js>, kit: Object<'js>| {
        let empty = Object::new(ctx.clone())?;
        let complete: Function<'js> = kit.get("complete")?;
        let service: Value<'js> = complete.call((defined.as_str(), empty))?;
        let made = Object::new(ctx)?;
        made.set(defined.as_str(), service)?;
        Ok::<_, rquickjs::Error>(made)
    })?;
    lazily.call((vec![name], load))
}
