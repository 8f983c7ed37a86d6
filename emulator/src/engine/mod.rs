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
use tokio::{sync::oneshot, task::JoinHandle};

use self::{
    console::Console, exception::Thrown, libraries::Loader, limited::Limited, scope::Scope, value::Returned,
};
use crate::run::{Ending, Run, RunContext};

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
async fn call_function(run: RunContext, function: String, parameters: Vec<Json>, memory: usize) -> Ending {
    tracing::debug!(
        user = run.identity.user,
        script_id = run.identity.script_id,
        function,
        "runs"
    );
    let console = Console::of(&run);
    let deadline = run.deadline;
    let work = move || {
        limited::with_engine(&run, memory, |limited| {
            call(limited, &run, &console, &function, parameters)
        })
    };
    on_own_thread(deadline, work).await
}

/// Carries out a run on a task of its own, so that a caller who hangs up neither ends it nor loses its outcome.
pub(crate) fn execute(run: Run) -> JoinHandle<Ending> {
    tokio::spawn(async move {
        let ending = match run.refusal() {
            Some(ending) => ending,
            None => {
                call_function(
                    run.context(),
                    run.function.clone(),
                    run.parameters.clone(),
                    run.memory(),
                )
                .await
            }
        };
        run.finish(&ending);
        ending
    })
}

/// Loads the project as a run would, to find the syntax errors in it.
pub(crate) async fn find_syntax_error(run: RunContext, memory: usize) -> Option<SyntaxFault> {
    let console = Console::of(&run);
    let (sender, receiver) = oneshot::channel();
    let deadline = run.deadline;
    let work = move || {
        let mut fault = None;
        let ending = limited::with_engine(&run, memory, |limited| {
            let mut loader = Loader::new(limited, &console);
            let symbols = match loader.load(&run, "") {
                Ok(symbols) => symbols,
                Err(thrown) => {
                    fault = thrown.syntax_error("");
                    return thrown.ending;
                }
            };
            let loaded = limited.new_scope(|ctx| {
                let scope = loader.open(ctx, &run, symbols)?;
                scope.load(ctx, &run.project, "").map_err(|(file, thrown)| {
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

fn call(
    limited: &Limited,
    run: &RunContext,
    console: &Console,
    function: &str,
    parameters: Vec<Json>,
) -> Ending {
    let mut loader = Loader::new(limited, console);
    let called = loader.load(run, "").and_then(|symbols| {
        limited.new_scope(|ctx| {
            let returned = Returned::new(ctx, limited).map_err(|_| Thrown::catch_bare(ctx))?;
            let included: Vec<String> = symbols.iter().map(|(symbol, _)| symbol.clone()).collect();
            let scope = loader.open(ctx, run, symbols)?;
            let catch = |_| scope.catch(ctx);
            let known = scope::Known::of(ctx, function, &included);
            scope.load(ctx, &run.project, "").map_err(|(_, thrown)| thrown)?;
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
