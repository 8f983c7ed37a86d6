use rquickjs::{Coerced, Ctx, Exception, Object, Value};

use super::{errors::Errors, syntax_fault::SyntaxFault};
use crate::run::Ending;

/// What a script threw.
pub(super) struct Thrown {
    pub(super) ending: Ending,
    pub(super) class: String,
}

impl Thrown {
    /// Takes the exception that the engine holds.
    pub(super) fn catch<'js>(ctx: &Ctx<'js>, errors: &Errors<'js>) -> Self {
        let value = ctx.catch();
        match value.as_object().cloned().and_then(Exception::from_object) {
            Some(exception) => Self::of_exception(ctx, exception.as_object(), errors),
            None if value.is_null() && !errors.has_seen(&value) => Self::out_of_memory(),
            None => Self::threw(text(ctx, &value).unwrap_or_else(|| "Unknown error".into())),
        }
    }

    /// The same, before there is anything that knows about errors.
    pub(super) fn catch_bare(ctx: &Ctx<'_>) -> Self {
        let value = ctx.catch();
        if value.is_null() {
            Self::out_of_memory()
        } else {
            Self::threw(text(ctx, &value).unwrap_or_else(|| "Unknown error".into()))
        }
    }

    fn of_exception<'js>(ctx: &Ctx<'js>, exception: &Object<'js>, errors: &Errors<'js>) -> Self {
        let class = property(ctx, exception, "name").unwrap_or_else(|| "Error".into());
        let text = property(ctx, exception, "message").unwrap_or_default();
        if text == "out of memory" && class == "InternalError" {
            return Self::out_of_memory();
        }
        let message = match (class.as_str(), text.as_str()) {
            (class, "") => class.to_owned(),
            ("", text) => text.to_owned(),
            (class, text) => format!("{class}: {text}"),
        };
        let stack = errors.frames(exception);
        Self {
            ending: Ending::Threw { message, stack },
            class,
        }
    }

    fn out_of_memory() -> Self {
        Self {
            ending: Ending::OutOfMemory,
            class: String::new(),
        }
    }

    /// Anything can be thrown, not only errors.
    fn threw(message: String) -> Self {
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

/// A getter of the script's may throw, and a value may have no text.
fn property<'js>(ctx: &Ctx<'js>, object: &Object<'js>, name: &str) -> Option<String> {
    match object.get::<_, Value<'js>>(name) {
        Ok(value) if value.is_undefined() => None,
        Ok(value) => text(ctx, &value),
        Err(_) => {
            ctx.catch();
            None
        }
    }
}

fn text<'js>(ctx: &Ctx<'js>, value: &Value<'js>) -> Option<String> {
    if let Some(symbol) = value.as_symbol() {
        let description = symbol.description().ok()?;
        return text(ctx, &description).map(|name| format!("Symbol({name})"));
    }
    match value.get::<Coerced<String>>() {
        Ok(text) => Some(text.0),
        Err(_) => {
            ctx.catch();
            None
        }
    }
}
