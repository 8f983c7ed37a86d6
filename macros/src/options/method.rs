use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Meta};

use super::{FunctionName, Timeout, parameter, retry};
use crate::{
    attribute::{Key, Vocabulary},
    errors::{Errors, mistake},
};

/// What `#[function(…)]` says.
#[derive(Default)]
pub(crate) struct MethodOptions {
    pub(crate) name: Option<FunctionName>,
    pub(crate) timeout: Option<Timeout>,
    pub(crate) idempotent: bool,
    /// The key `retry`, if it says that calls are never repeated.
    pub(crate) never_retried: Option<Ident>,
    pub(crate) dev_mode: bool,
}

pub(super) const VOCABULARY: Vocabulary<MethodOptions> = Vocabulary {
    attribute: "function",
    keys: &[
        Key {
            name: "name",
            read: |options, entry| {
                options.name = Some(FunctionName::given(entry.text("\"functionName\"")?)?);
                Ok(())
            },
        },
        Key {
            name: "timeout",
            read: |options, entry| {
                options.timeout = Some(Timeout::parse(entry.text("\"30s\"")?)?);
                Ok(())
            },
        },
        Key {
            name: "idempotent",
            read: |options, entry| {
                entry.flag()?;
                options.idempotent = true;
                Ok(())
            },
        },
        Key {
            name: "retry",
            read: |options, entry| {
                retry::parse(entry.text("\"never\"")?)?;
                options.never_retried = Some(entry.key.clone());
                Ok(())
            },
        },
        Key {
            name: "dev_mode",
            read: |options, entry| {
                entry.flag()?;
                options.dev_mode = true;
                Ok(())
            },
        },
    ],
};

impl MethodOptions {
    pub(crate) fn read(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self::default();
        let tokens = tokens_of(attributes, VOCABULARY.attribute, errors);
        VOCABULARY.read(tokens, &mut options, errors);
        if let (true, Some(key)) = (options.idempotent, &options.never_retried) {
            errors.at(
                key,
                "`idempotent` lets a call be repeated, and `retry = \"never\"` forbids it",
                "remove one of the two",
            );
        }
        options
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
    let path = attribute.path();
    path.is_ident(VOCABULARY.attribute) || path.is_ident(parameter::VOCABULARY.attribute)
}
