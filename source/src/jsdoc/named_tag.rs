use super::{
    comment::{Tag, described},
    type_expression::{Typed, typed},
};
use crate::types::Type;

/// `@param {T} [name=default] text`, and `@property` likewise.
#[derive(Debug)]
pub(super) struct NamedTag {
    pub(super) name: String,
    pub(super) ty: Option<Type>,
    pub(super) optional: bool,
    pub(super) repeated: bool,
    pub(super) description: Option<String>,
}

impl NamedTag {
    pub(super) fn of(tag: &Tag) -> Option<Self> {
        let (word, mut description) = tag.named();
        let mut ty = tag.ty.as_deref().map(typed);
        // `@param name {T} text`, in the order of other languages
        if ty.is_none()
            && let Some(text) = &description
            && let Some((inner, rest)) = text.strip_prefix('{').and_then(|text| text.split_once('}'))
        {
            ty = Some(typed(inner));
            description = described(rest);
        }
        let bracketed = word.strip_prefix('[');
        let bare = bracketed.map_or(word, |inner| inner.strip_suffix(']').unwrap_or(inner));
        let name = bare
            .split('=')
            .next()
            .unwrap_or(bare)
            .trim()
            .trim_end_matches([',', ':']);
        let (ty, optional, repeated) = match ty {
            Some(Typed {
                ty,
                optional,
                repeated,
            }) => (Some(ty), optional, repeated),
            None => (None, false, false),
        };
        (!name.is_empty()).then(|| Self {
            name: name.trim_start_matches("...").to_owned(),
            ty,
            optional: optional || bracketed.is_some(),
            repeated: repeated || name.starts_with("..."),
            description,
        })
    }
}
