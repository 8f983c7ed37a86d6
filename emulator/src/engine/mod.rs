//! Runs one function of a project, in an engine of its own that nothing outlives.

mod clock;
mod console;
mod errors;
mod exception;
mod libraries;
mod limited;
mod scope;
mod value;

use std::{
    thread,
    time::{Duration, Instant},
};

use rquickjs::{CatchResultExt, CaughtError, Context, Ctx, Function, Runtime, Value, function::Args};
use serde_json::Value as Json;
use tokio::sync::oneshot;

use self::{
    console::Console, exception::Thrown, libraries::Loader, limited::Limited, scope::Scope, value::Returned,
};
use crate::{host::Host, run::Ending};

/// How deep calls may go, in bytes of the engine's stack, and the thread that must hold it.
const STACK: usize = 1024 * 1024;
const THREAD_STACK: usize = 8 * STACK;

/// How long after the limit a run may still say itself how it ended. Some of the engine's own functions ask for
/// the time seldom or never.
const GRACE: Duration = Duration::from_millis(200);

/// A syntax error that would end every run.
pub(crate) struct SyntaxFault {
    pub(crate) file: String,
    pub(crate) line: Option<u32>,
    pub(crate) message: String,
}

/// Runs `function` with these arguments; scripts block, so they have a thread to themselves.
pub(crate) async fn run(host: Host, function: String, parameters: Vec<Json>, memory: usize) -> Ending {
    tracing::debug!(
        user = host.session.user,
        script_id = host.session.script_id,
        function,
        "runs"
    );
    let console = Console::of(&host);
    let deadline = host.deadline;
    let work = move || {
        limited::with_engine(&host, memory, |limited| {
            call(limited, &host, &console, &function, parameters)
        })
    };
    on_own_thread(deadline, work).await
}

/// Loads the project as a run would, to find the syntax errors in it.
pub(crate) async fn find_syntax_error(host: Host, memory: usize) -> Option<SyntaxFault> {
    let console = Console::of(&host);
    let (sender, receiver) = oneshot::channel();
    let deadline = host.deadline;
    let work = move || {
        let mut fault = None;
        let ending = limited::with_engine(&host, memory, |limited| {
            let mut loader = Loader::new(limited, &console);
            let symbols = match loader.load(&host, "") {
                Ok(symbols) => symbols,
                Err(thrown) => {
                    fault = thrown.syntax_error("");
                    return thrown.ending;
                }
            };
            let loaded = limited.new_scope(|ctx| {
                let scope = loader.open(ctx, &host, symbols)?;
                scope.load(ctx, &host.project, "").map_err(|(file, thrown)| {
                    fault = thrown.syntax_error(&file.name);
                    thrown
                })
            });
            loaded
                .err()
                .map_or(Ending::Returned(None), |thrown| thrown.ending)
        });
        // The receiver is gone only when nobody waits any more.
        let _ = sender.send(fault);
        ending
    };
    on_own_thread(deadline, work).await;
    receiver.await.ok().flatten()
}

/// The syntax error in code that is not part of a project, if there is one.
pub(crate) fn syntax_fault(code: &str) -> Option<SyntaxFault> {
    let runtime = Runtime::new().ok()?;
    let context = Context::full(&runtime).ok()?;
    context.with(|ctx| {
        // A function is parsed, and not run.
        let parsed = ctx.eval::<(), _>(format!("(function () {{{code}\n}})"));
        let Err(CaughtError::Exception(exception)) = parsed.catch(&ctx) else {
            return None;
        };
        let stack = exception.stack().unwrap_or_default();
        let line = stack.lines().next().and_then(line_of);
        Some(SyntaxFault {
            file: String::new(),
            line,
            message: exception.message().unwrap_or_default(),
        })
    })
}

/// `at <anonymous> (eval_script:3:5)`.
fn line_of(frame: &str) -> Option<u32> {
    let (_, place) = frame.split_once("eval_script:")?;
    let end = place
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(place.len());
    place.get(..end)?.parse().ok()
}

/// The answer is due soon after the limit: a thread that does not end by then is left to itself.
async fn on_own_thread(deadline: Instant, work: impl FnOnce() -> Ending + Send + 'static) -> Ending {
    let (sender, receiver) = oneshot::channel();
    let spawned = thread::Builder::new()
        .name("script".into())
        .stack_size(THREAD_STACK)
        .spawn(move || {
            // Nobody waits for a run whose connection was dropped, or whose time is over.
            let _ = sender.send(work());
        });
    if let Err(fault) = spawned {
        return internal(&fault.to_string());
    }
    match tokio::time::timeout_at((deadline + GRACE).into(), receiver).await {
        Ok(answer) => answer.unwrap_or_else(|_| internal("the run ended without an answer")),
        Err(_) => {
            tracing::warn!("a run does not end at its limit: its thread is left to end when it can");
            Ending::TimedOut
        }
    }
}

/// How a run ends when the engine itself fails.
fn internal(message: &str) -> Ending {
    tracing::error!(message, "the engine failed");
    Ending::server_error()
}

fn call(limited: &Limited, host: &Host, console: &Console, function: &str, parameters: Vec<Json>) -> Ending {
    let mut loader = Loader::new(limited, console);
    let called = loader.load(host, "").and_then(|symbols| {
        limited.new_scope(|ctx| {
            let returned = Returned::new(ctx, limited).map_err(|_| Thrown::catch_bare(ctx))?;
            let included: Vec<String> = symbols.iter().map(|(symbol, _)| symbol.clone()).collect();
            let scope = loader.open(ctx, host, symbols)?;
            let catch = |_| scope.catch(ctx);
            let known = scope::Known::of(ctx, function, &included);
            scope.load(ctx, &host.project, "").map_err(|(_, thrown)| thrown)?;
            let Some(function) = known.and_then(|known| known.find(ctx)) else {
                return Ok(Ending::NoSuchFunction);
            };
            let value = apply(ctx, &function, parameters).map_err(catch)?;
            let value = settled(ctx, limited, &scope, value)?;
            Ok(returned.ending(&value))
        })
    });
    called.unwrap_or_else(|thrown| thrown.ending)
}

fn apply<'js>(
    ctx: &Ctx<'js>,
    function: &Function<'js>,
    parameters: Vec<Json>,
) -> rquickjs::Result<Value<'js>> {
    let mut arguments = Args::new(ctx.clone(), parameters.len());
    for parameter in parameters {
        arguments.push_arg(ctx.json_parse(parameter.to_string())?)?;
    }
    function.call_arg(arguments)
}

/// Lets every promise come to its end first. One that never does is `undefined`, as nothing is left to settle it.
fn settled<'js>(
    ctx: &Ctx<'js>,
    limited: &Limited,
    scope: &Scope<'js>,
    value: Value<'js>,
) -> Result<Value<'js>, Thrown> {
    while !limited.is_over() && ctx.execute_pending_job() {}
    let Some(promise) = value.as_promise() else {
        return Ok(value);
    };
    match promise.result::<Value<'js>>() {
        Some(Ok(value)) => Ok(value),
        Some(Err(_)) => Err(scope.catch(ctx)),
        None => Ok(Value::new_undefined(ctx.clone())),
    }
}
