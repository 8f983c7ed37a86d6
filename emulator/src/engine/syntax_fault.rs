use rquickjs::{CatchResultExt, CaughtError, Context, Runtime};

/// A syntax error that would end every run.
pub(crate) struct SyntaxFault {
    pub(crate) file: String,
    pub(crate) line: Option<u32>,
    pub(crate) message: String,
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
