use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Meta};

use super::{FunctionName, Timeout};
use crate::{
    attribute::{Entry, Vocabulary},
    errors::{Errors, mistake},
};

/// What `#[function(…)]` says.
#[derive(Default)]
pub(crate) struct MethodOptions {
    pub(crate) name: Option<FunctionName>,
    pub(crate) timeout: Option<Timeout>,
    pub(crate) idempotent: bool,
    pub(crate) dev_mode: bool,
}

const VOCABULARY: Vocabulary = Vocabulary {
    attribute: "function",
    keys: &["name", "timeout", "idempotent", "dev_mode"],
};

impl MethodOptions {
    pub(crate) fn read(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self::default();
        for entry in VOCABULARY.entries(tokens_of(attributes, "function", errors), errors) {
            errors.keep(options.set(&entry));
        }
        options
    }

    fn set(&mut self, entry: &Entry) -> syn::Result<()> {
        match entry.key.to_string().as_str() {
            "name" => self.name = Some(FunctionName::given(entry.text("\"functionName\"")?)?),
            "timeout" => self.timeout = Some(Timeout::parse(entry.text("\"30s\"")?)?),
            "idempotent" => {
                entry.flag()?;
                self.idempotent = true;
            }
            _ => {
                entry.flag()?;
                self.dev_mode = true;
            }
        }
        Ok(())
    }
}

/// What stands in the parentheses of the one attribute of this name.
pub(crate) fn tokens_of(attributes: &[Attribute], name: &str, errors: &Errors) -> TokenStream {
    let mut named = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name));
    let first = named.next();
    for extra in named {
        errors.at(
            extra,
            format!("`#[{name}]` stands here twice"),
            "put all keys into one",
        );
    }
    match first.map(|attribute| &attribute.meta) {
        None => TokenStream::new(),
        Some(Meta::List(list)) => list.tokens.clone(),
        Some(other) => {
            errors.push(without_keys(name, other));
            TokenStream::new()
        }
    }
}

fn without_keys(name: &str, meta: &Meta) -> syn::Error {
    mistake(
        meta,
        format!("`#[{name}]` says nothing without its keys"),
        format!("write `#[{name}(…)]`, or leave it out"),
    )
}

/// Whether an attribute is one of ours, which the compiler must not see.
pub(crate) fn is_ours(attribute: &Attribute) -> bool {
    let is = |name: &str| {
        attribute
            .path()
            .get_ident()
            .is_some_and(|ident: &Ident| ident == name)
    };
    is("function") || is("parameter")
}
