//! Runs one function of a project, in an engine of its own that nothing outlives.

mod console;
mod exception;
mod message;
mod value;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Instant,
};

use apps_script_source::SourceFile;
use rquickjs::{
    CatchResultExt, Context, Ctx, Function, Runtime, Value, context::EvalOptions, function::Args,
};
use serde_json::Value as Json;
use tokio::sync::oneshot;

use self::{console::Console, exception::Thrown, value::Returned};
pub(crate) use crate::executions::StackFrame as Frame;
use crate::{host::Host, services};

/// How deep calls may go, in bytes of the engine's stack, and the thread that must hold it.
const STACK: usize = 1024 * 1024;
const THREAD_STACK: usize = 8 * STACK;

/// How a run ended.
#[derive(Debug)]
pub(crate) enum Ending {
    /// The value; `None` for `undefined`.
    Returned(Option<Json>),
    Threw {
        message: String,
        stack: Vec<Frame>,
    },
    NoSuchFunction,
    UnsupportedReturn,
    TimedOut,
    OutOfMemory,
    /// Somebody asked for its end.
    Cancelled,
}

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
    let console = Console::of(host.journal.clone());
    let work = move || {
        with_engine(&host, memory, |ctx| {
            call(ctx, &host, &console, &function, parameters)
        })
    };
    on_own_thread(work).await
}

/// Loads the project as a run would, to find the syntax errors in it.
pub(crate) async fn find_syntax_error(host: Host, memory: usize) -> Option<SyntaxFault> {
    let console = Console::of(host.journal.clone());
    let (sender, receiver) = oneshot::channel();
    let work = move || {
        let mut fault = None;
        let ending = with_engine(&host, memory, |ctx| match load(ctx, &host, &console) {
            Ok(()) => Ending::Returned(None),
            Err((file, thrown)) => {
                fault = thrown.syntax_error(&file.name);
                thrown.ending
            }
        });
        // The receiver is gone only when nobody waits any more.
        let _ = sender.send(fault);
        ending
    };
    on_own_thread(work).await;
    receiver.await.ok().flatten()
}

async fn on_own_thread(work: impl FnOnce() -> Ending + Send + 'static) -> Ending {
    let (sender, receiver) = oneshot::channel();
    let spawned = thread::Builder::new()
        .name("script".into())
        .stack_size(THREAD_STACK)
        .spawn(move || {
            // Nobody waits for a run whose connection was dropped; it runs to its end all the same.
            let _ = sender.send(work());
        });
    match spawned {
        Ok(_) => receiver
            .await
            .unwrap_or_else(|_| internal("the run ended without an answer")),
        Err(fault) => internal(&fault.to_string()),
    }
}

fn internal(message: &str) -> Ending {
    tracing::error!(message, "the engine failed");
    Ending::Threw {
        message: "We're sorry, a server error occurred. Please wait a bit and try again.".into(),
        stack: Vec::new(),
    }
}

/// Makes an engine with these limits, and says which of them ended the work.
fn with_engine(host: &Host, memory: usize, work: impl FnOnce(&Ctx<'_>) -> Ending) -> Ending {
    let runtime = match Runtime::new() {
        Ok(runtime) => runtime,
        Err(fault) => return internal(&fault.to_string()),
    };
    runtime.set_memory_limit(memory);
    runtime.set_max_stack_size(STACK);
    let context = match Context::full(&runtime) {
        Ok(context) => context,
        Err(fault) => return internal(&fault.to_string()),
    };
    let timed_out = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&timed_out);
    let (deadline, journal) = (host.deadline, host.journal.clone());
    runtime.set_interrupt_handler(Some(Box::new(move || {
        let over = Instant::now() >= deadline;
        if over {
            flag.store(true, Ordering::Relaxed);
        }
        over || journal.is_cancelled()
    })));
    let ending = context.with(|ctx| work(&ctx));
    if host.journal.is_cancelled() {
        return Ending::Cancelled;
    }
    // What waits outside of the engine is not interrupted; it comes back when the time is over.
    if timed_out.load(Ordering::Relaxed) || Instant::now() >= host.deadline {
        Ending::TimedOut
    } else {
        ending
    }
}

/// What Apps Script's V8 lacks and this engine has.
const ABSENT: [&str; 8] = [
    "performance",
    "navigator",
    "atob",
    "btoa",
    "setTimeout",
    "setInterval",
    "DOMException",
    "crypto",
];

fn load<'js, 'p>(ctx: &Ctx<'js>, host: &'p Host, console: &Console) -> Result<(), (&'p SourceFile, Thrown)> {
    let project = &host.project;
    let Some(first) = project.files.first() else {
        return Ok(());
    };
    console.install(ctx).map_err(|_| (first, Thrown::catch(ctx)))?;
    services::install(ctx, host).map_err(|_| (first, Thrown::catch(ctx)))?;
    for name in ABSENT {
        ctx.globals()
            .remove(name)
            .map_err(|_| (first, Thrown::catch(ctx)))?;
    }
    for file in &project.files {
        let mut options = EvalOptions::default();
        options.strict = false;
        options.filename = Some(file.name.clone());
        let evaluated = ctx.eval_with_options::<(), _>(file.code.as_str(), options);
        evaluated.map_err(|_| (file, Thrown::catch(ctx)))?;
    }
    Ok(())
}

fn call(ctx: &Ctx<'_>, host: &Host, console: &Console, function: &str, parameters: Vec<Json>) -> Ending {
    let returned = match Returned::new(ctx) {
        Ok(returned) => returned,
        Err(_) => return Thrown::catch(ctx).ending,
    };
    if let Err((_, thrown)) = load(ctx, host, console) {
        return thrown.ending;
    }
    let Some(function) = find(ctx, function) else {
        return Ending::NoSuchFunction;
    };
    let value = match apply(ctx, &function, parameters) {
        Ok(value) => value,
        Err(_) => return Thrown::catch(ctx).ending,
    };
    match settled(ctx, value) {
        Ok(value) => returned.ending(&value),
        Err(thrown) => thrown.ending,
    }
}

/// A public function, wherever it was declared: `let` and `const` make no property of the global object.
fn find<'js>(ctx: &Ctx<'js>, name: &str) -> Option<Function<'js>> {
    let is_name = name.split('.').count() <= 2
        && name.split('.').all(|part| {
            part.starts_with(|letter: char| letter.is_alphabetic() || letter == '_' || letter == '$')
                && part
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$')
        });
    if !is_name || name.ends_with('_') {
        return None;
    }
    let found: Result<Value<'js>, _> = ctx.eval(format!("typeof {name} === 'function' ? {name} : undefined"));
    match found.catch(ctx) {
        Ok(value) => value.into_function(),
        Err(_) => None,
    }
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

/// Lets every promise come to its end first.
fn settled<'js>(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Value<'js>, Thrown> {
    while ctx.execute_pending_job() {}
    let Some(promise) = value.as_promise() else {
        return Ok(value);
    };
    match promise.result::<Value<'js>>() {
        Some(Ok(value)) => Ok(value),
        Some(Err(_)) => Err(Thrown::catch(ctx)),
        None => Ok(Value::new_undefined(ctx.clone())),
    }
}
