//! The services that are not in the emulator: each says so, member by member.

use rquickjs::{Ctx, Function, Object, Value};

/// The globals that Apps Script has and the emulator lacks.
const NAMES: &[&str] = &[
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

pub(super) fn install<'js>(ctx: &Ctx<'js>, lazily: &Function<'js>) -> rquickjs::Result<()> {
    for &name in NAMES {
        let load = Function::new(ctx.clone(), move |ctx: Ctx<'js>, kit: Object<'js>| {
            let empty = Object::new(ctx.clone())?;
            let complete: Function<'js> = kit.get("complete")?;
            let service: Value<'js> = complete.call((name, empty))?;
            let made = Object::new(ctx)?;
            made.set(name, service)?;
            Ok::<_, rquickjs::Error>(made)
        })?;
        lazily.call::<_, ()>((vec![name], load))?;
    }
    Ok(())
}
