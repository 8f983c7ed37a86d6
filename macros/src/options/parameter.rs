use syn::Attribute;

use super::method::tokens_of;
use crate::{
    attribute::{Key, Vocabulary},
    errors::Errors,
};

/// What `#[parameter(…)]` says.
#[derive(Default)]
pub(crate) struct ParameterOptions {
    pub(crate) omit_none: bool,
}

pub(super) const VOCABULARY: Vocabulary<ParameterOptions> = Vocabulary {
    attribute: "parameter",
    keys: &[Key {
        name: "omit_none",
        read: |options, entry| {
            entry.flag()?;
            options.omit_none = true;
            Ok(())
        },
    }],
};

impl ParameterOptions {
    pub(crate) fn read(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self::default();
        let tokens = tokens_of(attributes, VOCABULARY.attribute, errors);
        VOCABULARY.read(tokens, &mut options, errors);
        options
    }
}
