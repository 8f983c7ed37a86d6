//! The clock that scripts read: in the time zone of the manifest, whatever that of this machine is.

mod collation;

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use rquickjs::{Ctx, Function, Object, Value};

use self::collation::Collators;
use crate::{
    dates::{Zone, date_text},
    run::RunContext,
    services::{HostFunctions, evaluate},
    state::clock::Clock,
};

const INSTALL: &str = include_str!("install.js");

/// The files that are read when a script first asks for what they make.
const FILES: &[(&str, &str)] = &[
    ("date.js", include_str!("date.js")),
    ("intl.js", include_str!("intl.js")),
    ("locales.js", include_str!("locales.js")),
];

/// The zones that a run has asked for, since a zone takes long to find by its name.
#[derive(Default)]
struct Zones(RefCell<HashMap<String, Option<Zone>>>);

impl Zones {
    fn find(&self, name: &str) -> Option<Zone> {
        let mut known = self.0.borrow_mut();
        known
            .entry(name.to_owned())
            .or_insert_with(|| Zone::named(name))
            .clone()
    }
}

/// Puts the clock into a global scope. `warn` takes what the emulator writes in another way than Apps Script.
pub(super) fn install<'js>(
    ctx: &Ctx<'js>,
    run: &RunContext,
    warn: impl Fn(String) + 'js,
) -> rquickjs::Result<()> {
    let time_zone = run.project.manifest.time_zone.as_deref();
    let local = time_zone.and_then(Zone::named).unwrap_or_else(Zone::greenwich);
    let load = Function::new(ctx.clone(), |ctx: Ctx<'js>, file: String| {
        let code = FILES.iter().find(|(name, _)| *name == file);
        evaluate::<Value<'js>>(&ctx, &file, code.map_or("", |(_, code)| code))
    })?;
    evaluate::<Function<'js>>(ctx, "install.js", INSTALL)?.call((host(ctx, &run.clock, local, warn)?, load))
}

/// What JavaScript asks about zones; times are milliseconds since 1970.
fn host<'js>(
    ctx: &Ctx<'js>,
    clock: &Clock,
    local: Zone,
    warn: impl Fn(String) + 'js,
) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::new(ctx)?;
    let clock = clock.clone();
    host.function("now", move || clock.milliseconds() as f64)?;
    host.function("warn", warn)?;
    let collators = Collators::default();
    let collate = move |wanted: String, one: String, other: String| collators.compare(&wanted, &one, &other);
    host.function("collate", collate)?;
    host.value("timeZone", local.name.as_str())?;
    let local = Rc::new(local);
    let zone = Rc::clone(&local);
    host.function("offset", move |time: f64| offset(&zone, time))?;
    let zone = Rc::clone(&local);
    host.function("instant", move |time: f64| zone.instant(time))?;
    let zone = Rc::clone(&local);
    let parse = move |text: String| date_text::read(&text, |local| zone.instant(local)).unwrap_or(f64::NAN);
    host.function("parse", parse)?;
    let zone = Rc::clone(&local);
    host.function("digits", move |time: f64| zone.at(time).digits(""))?;
    let zone = local;
    host.function("longName", move |time: f64| zone.long_name(&zone.at(time)))?;
    let zones = Rc::new(Zones::default());
    let known = Rc::clone(&zones);
    let name = move |name: String| known.find(&name).map_or_else(String::new, |zone| zone.name);
    host.function("zone", name)?;
    let known = Rc::clone(&zones);
    let offset_in = move |name: String, time: f64| known.find(&name).map_or(0.0, |zone| offset(&zone, time));
    host.function("offsetIn", offset_in)?;
    let zone_name = move |name: String, time: f64, width: String, locale: String| {
        let zone = zones.find(&name).unwrap_or_else(Zone::greenwich);
        zone.shown(time, &width, &locale)
    };
    host.function("zoneName", zone_name)?;
    Ok(host.finish())
}

fn offset(zone: &Zone, time: f64) -> f64 {
    f64::from(zone.at(time).offset) * 1000.0
}
