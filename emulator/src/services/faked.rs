//! Puts fakes in place of members of services, and runs the files that give fakes.

use std::{collections::BTreeSet, rc::Rc, sync::Arc};

use rquickjs::{Array, Ctx, Function};
use serde_json::Value as Json;

use super::{
    ends_with_run::EndsWithRun,
    evaluate::{FILE_PREFIX, evaluate_script},
    script_exception::throw,
};
use crate::{
    run::RunContext,
    state::fakes::{FakeFile, FakeMember, Fakes},
};

/// The globals that the paths of fakes begin with.
pub(super) fn globals(fakes: &Fakes) -> BTreeSet<&str> {
    fakes
        .members
        .iter()
        .filter_map(|member| member.path.first().map(String::as_str))
        .collect()
}

/// The members for `install.js`: pairs of a path and a function from JSON to JSON.
pub(super) fn members<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Array<'js>> {
    let run = &Rc::new(run.clone());
    let members = Array::new(ctx.clone())?;
    for (place, member) in run.fakes.members.iter().enumerate() {
        let pair = Array::new(ctx.clone())?;
        pair.set(0, member.path.clone())?;
        pair.set(1, function(ctx, member, run)?)?;
        members.set(place, pair)?;
    }
    Ok(members)
}

fn function<'js>(
    ctx: &Ctx<'js>,
    member: &FakeMember,
    run: &Rc<RunContext>,
) -> rquickjs::Result<Function<'js>> {
    let answer = Arc::clone(&member.answer);
    let call = move |ctx: Ctx<'js>, arguments: String| {
        let arguments: Vec<Json> =
            serde_json::from_str(&arguments).map_err(|fault| throw(&ctx, &fault.to_string()))?;
        match answer(arguments) {
            Ok(answer) => Ok(answer.to_string()),
            Err(message) => Err(throw(&ctx, &message)),
        }
    };
    Function::new(ctx.clone(), EndsWithRun::new(call, run))
}

pub(super) fn run(ctx: &Ctx<'_>, file: &FakeFile) -> rquickjs::Result<()> {
    evaluate_script(ctx, format!("{FILE_PREFIX}{}", file.name), &file.code)
}
