use syn::Attribute;

use super::method::tokens_of;
use crate::{attribute::Vocabulary, errors::Errors};

/// What `#[parameter(…)]` says.
#[derive(Default)]
pub(crate) struct ParameterOptions {
    pub(crate) omit_none: bool,
}

const VOCABULARY: Vocabulary = Vocabulary {
    attribute: "parameter",
    keys: &["omit_none"],
};

impl ParameterOptions {
    pub(crate) fn read(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self::default();
        for entry in VOCABULARY.entries(tokens_of(attributes, "parameter", errors), errors) {
            options.omit_none = errors.keep(entry.flag()).is_some();
        }
        options
    }
}
