//! What serde's attributes say of the names of fields. What is wrong in them serde reports itself.

use syn::{Attribute, Expr, ExprLit, Lit, Meta, Path, Token, punctuated::Punctuated};

use super::field_case::FieldCase;

/// One thing for each way a value goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Both<T> {
    /// For the values that Rust sends.
    pub(super) sent: T,
    /// For the values that Rust reads.
    pub(super) read: T,
}

/// What stands on the struct.
#[derive(Default)]
pub(super) struct StructOptions {
    pub(super) rename_all: Both<Option<FieldCase>>,
    pub(super) default: bool,
    pub(super) deny_unknown_fields: bool,
    /// The field that serde adds when it sends the struct.
    pub(super) tag: Option<String>,
    /// The option by which the struct travels as something else.
    pub(super) travels_as: Option<Path>,
}

/// What stands on a field.
#[derive(Default)]
pub(super) struct FieldOptions {
    pub(super) rename: Both<Option<String>>,
    pub(super) aliases: Vec<String>,
    pub(super) default: bool,
    pub(super) skip: Both<bool>,
    pub(super) skip_if: bool,
    pub(super) flatten: bool,
    /// Read by a function of the user's, for which an `Option` is no longer one that may be missing.
    pub(super) read_with: bool,
}

impl StructOptions {
    pub(super) fn read(attributes: &[Attribute]) -> Self {
        let mut options = Self::default();
        for meta in serde_metas(attributes) {
            let Some(key) = meta.path().get_ident().map(ToString::to_string) else {
                continue;
            };
            match key.as_str() {
                "rename_all" => {
                    let words = both_texts(&meta);
                    let case = |word: Option<String>| word.and_then(|word| FieldCase::parse(&word));
                    options.rename_all = Both {
                        sent: case(words.sent),
                        read: case(words.read),
                    };
                }
                "default" => options.default = true,
                "deny_unknown_fields" => options.deny_unknown_fields = true,
                "tag" => options.tag = text(&meta),
                "transparent" | "from" | "try_from" | "into" | "remote" => {
                    options.travels_as = Some(meta.path().clone());
                }
                _ => {}
            }
        }
        options
    }
}

impl FieldOptions {
    pub(super) fn read(attributes: &[Attribute]) -> Self {
        let mut options = Self::default();
        for meta in serde_metas(attributes) {
            let Some(key) = meta.path().get_ident().map(ToString::to_string) else {
                continue;
            };
            match key.as_str() {
                "rename" => options.rename = both_texts(&meta),
                "alias" => options.aliases.extend(text(&meta)),
                "default" => options.default = true,
                "skip" => {
                    options.skip = Both {
                        sent: true,
                        read: true,
                    }
                }
                "skip_serializing" => options.skip.sent = true,
                "skip_deserializing" => options.skip.read = true,
                "skip_serializing_if" => options.skip_if = true,
                "flatten" => options.flatten = true,
                "with" | "deserialize_with" => options.read_with = true,
                _ => {}
            }
        }
        options
    }
}

fn serde_metas(attributes: &[Attribute]) -> Vec<Meta> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
        .filter_map(|attribute| {
            attribute
                .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .ok()
        })
        .flatten()
        .collect()
}

/// `key = "…"`
fn text(meta: &Meta) -> Option<String> {
    match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// `key = "…"`, or `key(serialize = "…", deserialize = "…")`
fn both_texts(meta: &Meta) -> Both<Option<String>> {
    let Meta::List(list) = meta else {
        let text = text(meta);
        return Both {
            sent: text.clone(),
            read: text,
        };
    };
    let parts = list
        .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
        .unwrap_or_default();
    let named = |name: &str| {
        parts
            .iter()
            .find(|part| part.path().is_ident(name))
            .and_then(text)
    };
    Both {
        sent: named("serialize"),
        read: named("deserialize"),
    }
}
