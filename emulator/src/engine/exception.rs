use rquickjs::{Coerced, Ctx, Exception, Object, Value};

use super::{Ending, Frame, SyntaxFault, message};
use crate::services::FILE_PREFIX;

/// What a script threw.
pub(super) struct Thrown {
    pub(super) ending: Ending,
    class: String,
}

impl Thrown {
    /// Takes the exception that the engine holds.
    pub(super) fn catch(ctx: &Ctx<'_>) -> Self {
        let value = ctx.catch();
        match value.as_object().cloned().and_then(Exception::from_object) {
            Some(exception) => Self::of_exception(&exception),
            None => Self::of_value(ctx, value),
        }
    }

    fn of_exception(exception: &Exception<'_>) -> Self {
        let class: String = text_of(exception, "name").unwrap_or_else(|| "Error".into());
        let text = exception.message().unwrap_or_default();
        if text == "out of memory" {
            return Self {
                ending: Ending::OutOfMemory,
                class,
            };
        }
        let (class, text) = message::as_v8(&class, &text);
        let message = if text.is_empty() {
            class.clone()
        } else {
            format!("{class}: {text}")
        };
        let mut stack = frames(&exception.stack().unwrap_or_default());
        skip_constructors(&mut stack, constructor(exception).as_deref());
        Self {
            ending: Ending::Threw { message, stack },
            class,
        }
    }

    /// Anything can be thrown, not only errors.
    fn of_value(ctx: &Ctx<'_>, value: Value<'_>) -> Self {
        if value.is_null() {
            return Self {
                ending: Ending::OutOfMemory,
                class: String::new(),
            };
        }
        let text = value.get::<Coerced<String>>().map(|text| text.0);
        let message = text.unwrap_or_else(|_| {
            ctx.catch();
            "Unknown error".into()
        });
        Self {
            ending: Ending::Threw {
                message,
                stack: Vec::new(),
            },
            class: String::new(),
        }
    }

    /// The syntax error that this is, if it is one.
    pub(super) fn syntax_error(&self, file: &str) -> Option<SyntaxFault> {
        let Ending::Threw { message, stack } = &self.ending else {
            return None;
        };
        let message = message
            .strip_prefix("SyntaxError: ")
            .filter(|_| self.class == "SyntaxError")?;
        let frame = stack.first();
        Some(SyntaxFault {
            file: frame.map_or(file, |frame| &frame.file).to_owned(),
            line: frame.map(|frame| frame.line),
            message: message.to_owned(),
        })
    }
}

fn text_of(exception: &Exception<'_>, property: &str) -> Option<String> {
    let text = exception.as_object().get::<_, Coerced<String>>(property);
    text.ok().map(|text| text.0).filter(|text| !text.is_empty())
}

/// The name of the class that was thrown.
fn constructor(exception: &Exception<'_>) -> Option<String> {
    let constructor: Object<'_> = exception.as_object().get("constructor").ok()?;
    constructor.get("name").ok()
}

/// V8 takes the stack where the error was made, and leaves the constructors of its class out.
fn skip_constructors(stack: &mut Vec<Frame>, constructor: Option<&str>) {
    let last = stack
        .iter()
        .position(|frame| Some(frame.function.as_str()) == constructor);
    if let Some(last) = last {
        stack.drain(..=last);
    }
}

/// Reads `    at inner (Stock:10:5)`, deepest first; native calls have no place in a file.
fn frames(stack: &str) -> Vec<Frame> {
    stack.lines().filter_map(frame).collect()
}

fn frame(line: &str) -> Option<Frame> {
    let call = line.trim().strip_prefix("at ")?;
    let (function, place) = match call.rsplit_once(" (") {
        Some((function, place)) => (function, place.strip_suffix(')')?),
        None => ("", call),
    };
    let (file, line) = place_in_file(place)?;
    let is_own = !matches!(file, "console.js" | "eval_script" | "native") && !file.starts_with(FILE_PREFIX);
    let function = if matches!(function, "<anonymous>" | "<eval>") {
        ""
    } else {
        function
    };
    is_own.then(|| Frame {
        file: file.to_owned(),
        function: function.to_owned(),
        line,
    })
}

/// `Stock:10:5`, or `Stock:10` where the engine knows no column.
fn place_in_file(place: &str) -> Option<(&str, u32)> {
    let (front, last) = place.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match front
        .rsplit_once(':')
        .and_then(|(file, line)| Some((file, line.parse().ok()?)))
    {
        Some(with_column) => Some(with_column),
        None => Some((front, last)),
    }
}

#[cfg(test)]
mod tests {
    use super::frames;

    #[test]
    fn reads_frames_of_own_files() {
        let stack = "    at inner (Stock:10:5)\n    at native (native)\n    at <anonymous> (sub/Items:3)\n    at Stock:7:1\n";
        let read: Vec<_> = frames(stack)
            .into_iter()
            .map(|frame| (frame.function, frame.file, frame.line))
            .collect();
        let expected = [("inner", "Stock", 10), ("", "sub/Items", 3), ("", "Stock", 7)];
        assert_eq!(
            read,
            expected.map(|(function, file, line)| (function.into(), file.into(), line))
        );
    }
}
