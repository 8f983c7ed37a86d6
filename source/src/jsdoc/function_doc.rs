use super::{
    comment::Comment,
    fields::Fields,
    function_type::function_type,
    named_tag::NamedTag,
    type_expression::{Typed, typed},
};
use crate::{
    function::{Parameter, ParameterKind},
    types::{Field, Type},
};

/// What a comment says about a function.
#[derive(Debug, Default)]
pub(crate) struct FunctionDoc {
    pub(crate) description: Option<String>,
    pub(crate) returns: Option<Type>,
    parameters: Vec<ParameterDoc>,
    /// What `@type` says of the parameters, in their order.
    by_place: Vec<ParameterDoc>,
}

#[derive(Debug)]
struct ParameterDoc {
    name: String,
    ty: Option<Type>,
    optional: bool,
    repeated: bool,
    description: Option<String>,
}

impl FunctionDoc {
    pub(crate) fn of(comment: &Comment) -> Self {
        let generics = comment.generics();
        let mut parameters: Vec<(NamedTag, Fields)> = Vec::new();
        for tag in comment
            .tags(&["param", "arg", "argument"])
            .filter_map(NamedTag::of)
        {
            let split = tag.name.split_once('.');
            let Some((object, path)) = split.map(|(object, path)| (object.trim_end_matches("[]"), path))
            else {
                parameters.push((tag, Fields::default()));
                continue;
            };
            if let Some((_, fields)) = parameters
                .iter_mut()
                .find(|(parameter, _)| parameter.name == object)
            {
                let field = Field {
                    name: String::new(),
                    ty: tag.ty.clone().unwrap_or(Type::Any),
                    optional: tag.optional,
                    description: tag.description.clone(),
                };
                fields.add(path, field);
            }
        }
        let returns = comment
            .tag(&["return", "returns"])
            .and_then(|tag| tag.ty.as_deref());
        let returns = returns.map(typed).map(|typed| match typed.optional {
            true => Type::union_of(vec![typed.ty, Type::Undefined]),
            false => typed.ty,
        });
        let whole = comment
            .tag(&["type"])
            .and_then(|tag| function_type(tag.ty.as_deref()?));
        let (places, returned) = whole
            .map(|whole| (whole.parameters, whole.returns))
            .unwrap_or_default();
        Self {
            description: comment.description.clone(),
            returns: returns.or(returned).map(|ty| ty.settled(&generics)),
            by_place: places
                .into_iter()
                .map(|typed| ParameterDoc::by_place(typed, &generics))
                .collect(),
            parameters: parameters
                .into_iter()
                .map(|(tag, fields)| ParameterDoc::of(tag, fields, &generics))
                .collect(),
        }
    }

    /// Says of the parameters what the comment says; what TypeScript says of their types stays.
    pub(crate) fn describe(&self, parameters: &mut [Parameter]) {
        let names: Vec<String> = parameters
            .iter()
            .filter_map(|parameter| parameter.name.clone())
            .collect();
        for (at, parameter) in parameters.iter_mut().enumerate() {
            let doc = match &parameter.name {
                Some(name) => self.parameters.iter().find(|doc| doc.name == *name),
                // A pattern has no name: the tag at its place gives it one, if that is about no other parameter.
                None => self.parameters.get(at).filter(|doc| !names.contains(&doc.name)),
            };
            if let Some(doc) = doc {
                doc.describe(parameter);
            }
            if let Some(doc) = self.by_place.get(at) {
                doc.restrict(parameter);
            }
        }
    }
}

impl ParameterDoc {
    fn of(tag: NamedTag, fields: Fields, generics: &[String]) -> Self {
        let ty = if fields.is_empty() {
            tag.ty
        } else {
            Some(tag.ty.unwrap_or(Type::Any).with_fields(fields.into_fields()))
        };
        Self {
            name: tag.name,
            ty: ty.map(|ty| ty.settled(generics)),
            optional: tag.optional,
            repeated: tag.repeated,
            description: tag.description,
        }
    }

    fn by_place(
        Typed {
            ty,
            optional,
            repeated,
        }: Typed,
        generics: &[String],
    ) -> Self {
        Self {
            name: String::new(),
            ty: Some(ty.settled(generics)),
            optional,
            repeated,
            description: None,
        }
    }

    fn describe(&self, parameter: &mut Parameter) {
        parameter.name.get_or_insert_with(|| self.name.clone());
        parameter.description = parameter.description.take().or_else(|| self.description.clone());
        self.restrict(parameter);
    }

    fn restrict(&self, parameter: &mut Parameter) {
        let is_rest = parameter.kind == ParameterKind::Rest;
        let ty = self.ty.clone().map(|ty| match ty {
            // Of a rest parameter some give the type of the list.
            Type::Array(element) if is_rest && !self.repeated => *element,
            other => other,
        });
        parameter.ty = parameter.ty.take().or(ty);
        parameter.optional |= self.optional || self.repeated;
    }
}
