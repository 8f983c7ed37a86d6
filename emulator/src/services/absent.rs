//! The services that are not in the emulator: each says so, member by member.

use std::collections::BTreeSet;

use rquickjs::{Ctx, Function, Object, Value};

use super::faked;
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
/// it are no globals at all, and whatever else a fake names. `services` are the globals that are there.
pub(super) fn install<'js>(
    ctx: &Ctx<'js>,
    lazily: &Function<'js>,
    run: &RunContext,
    services: &BTreeSet<&str>,
) -> rquickjs::Result<()> {
    let enabled = &run.project.manifest.dependencies.enabled_advanced_services;
    let advanced = enabled.iter().map(|service| service.user_symbol.as_str());
    let faked = faked::globals(&run.fakes);
    for name in NAMES.iter().copied().chain(advanced) {
        define(ctx, lazily, name)?;
    }
    let is_known = |name: &str| {
        NAMES.contains(&name)
            || services.contains(name)
            || enabled.iter().any(|service| service.user_symbol == name)
    };
    for name in faked.into_iter().filter(|name| !is_known(name)) {
        define(ctx, lazily, name)?;
    }
    Ok(())
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
