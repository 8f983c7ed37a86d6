use super::{comment::Comment, fields::Fields, named_tag::NamedTag, type_expression::typed};
use crate::{
    type_building::OBJECT,
    types::{Field, Type},
};

/// A `@typedef` while its properties are read.
struct Draft {
    name: String,
    base: Type,
    fields: Fields,
}

/// The types that a comment defines: by `@typedef`, with the `@property` tags after it, and by `@callback`.
pub(crate) fn type_definitions(comment: &Comment) -> Vec<(String, Type)> {
    let named = drafts(comment).into_iter().filter(|draft| !draft.name.is_empty());
    let generics = comment.generics();
    named.map(|draft| draft.into_type(&generics)).collect()
}

/// The type that a comment defines for the variable behind it, as Closure has it: by a `@typedef` without a name, or
/// by `@enum`.
pub(crate) fn definition_by_variable(comment: &Comment) -> Option<Type> {
    if let Some(tag) = comment.tag(&["enum"]) {
        return Some(tag.ty.as_deref().map_or(Type::Number, |text| typed(text).ty));
    }
    let draft = drafts(comment).into_iter().find(|draft| draft.name.is_empty())?;
    Some(draft.into_type(&comment.generics()).1)
}

fn drafts(comment: &Comment) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for tag in &comment.tags {
        match tag.name.as_str() {
            "typedef" => drafts.push(Draft {
                name: tag.named().0.to_owned(),
                base: tag
                    .ty
                    .as_deref()
                    .map_or(Type::Named(OBJECT.to_owned()), |text| typed(text).ty),
                fields: Fields::default(),
            }),
            "callback" => drafts.push(Draft {
                name: tag.named().0.to_owned(),
                base: Type::Function,
                fields: Fields::default(),
            }),
            "property" | "prop" => {
                if let (Some(draft), Some(property)) = (drafts.last_mut(), NamedTag::of(tag)) {
                    let field = Field {
                        name: String::new(),
                        ty: property.ty.unwrap_or(Type::Any),
                        optional: property.optional,
                        description: property.description,
                    };
                    draft.fields.add(&property.name, field);
                }
            }
            _ => {}
        }
    }
    drafts
}

impl Draft {
    fn into_type(self, generics: &[String]) -> (String, Type) {
        let ty = if self.fields.is_empty() {
            self.base
        } else {
            self.base.with_fields(self.fields.into_fields())
        };
        (self.name, ty.settled(generics))
    }
}
