//! Fields of a file of credentials. A fault names a field, and never shows its value.

use std::path::Path;

use secrecy::SecretString;
use serde_json::{Map, Value};

use super::TokenError;

/// Why a file of credentials cannot be used.
#[derive(Debug)]
pub(super) struct FileFault {
    message: String,
    help: Option<String>,
}

impl FileFault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn in_file(self, path: &Path) -> TokenError {
        let error = TokenError::new(format!("{}: {}", path.display(), self.message));
        match self.help {
            Some(help) => error.with_help(help),
            None => error,
        }
    }
}

/// An object of JSON.
pub(super) struct Fields<'a>(&'a Map<String, Value>);

/// The text of a file as JSON. What serde says of a syntax error holds places, and none of the text.
pub(super) fn parse(text: &str) -> Result<Value, FileFault> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|fault| {
        FileFault::new(format!(
            "not valid JSON: line {}, column {}",
            fault.line(),
            fault.column()
        ))
    })
}

impl<'a> Fields<'a> {
    pub(super) fn of(value: &'a Value) -> Result<Self, FileFault> {
        match value {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err(FileFault::new("not a JSON object")),
        }
    }

    pub(super) fn names(&self) -> Vec<&'a str> {
        self.0.keys().map(String::as_str).collect()
    }

    pub(super) fn object(&self, name: &str) -> Result<Option<Fields<'a>>, FileFault> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Object(fields)) => Ok(Some(Fields(fields))),
            Some(_) => Err(FileFault::new(format!("the field `{name}` is not an object"))),
        }
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<&'a str>, FileFault> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if !text.is_empty() => Ok(Some(text)),
            Some(Value::String(_)) => Err(FileFault::new(format!("the field `{name}` is empty"))),
            Some(_) => Err(FileFault::new(format!("the field `{name}` is not text"))),
        }
    }

    pub(super) fn required(&self, name: &str) -> Result<&'a str, FileFault> {
        self.text(name)?
            .ok_or_else(|| FileFault::new(format!("the field `{name}` is missing")))
    }

    pub(super) fn secret(&self, name: &str) -> Result<Option<SecretString>, FileFault> {
        Ok(self.text(name)?.map(SecretString::from))
    }

    /// A moment, as a count since 1970.
    pub(super) fn count(&self, name: &str) -> Option<u64> {
        let value = self.0.get(name)?;
        let float = value.as_f64().filter(|count| (0.0..9e15).contains(count))?;
        value.as_u64().or_else(|| format!("{float:.0}").parse().ok())
    }

    pub(super) fn texts(&self, name: &str) -> Vec<&'a str> {
        let values = self.0.get(name).and_then(Value::as_array);
        values.into_iter().flatten().filter_map(Value::as_str).collect()
    }
}
