use oxc_ast::ast::{
    BindingPattern, FormalParameter, FormalParameterRest, FormalParameters, TSTypeAnnotation,
};

use super::typescript::TypeReader;
use crate::{
    function::{Parameter, ParameterKind},
    types::Type,
};

pub(super) fn of(parameters: &FormalParameters, types: &TypeReader) -> Vec<Parameter> {
    let single = parameters.items.iter().map(|parameter| single(parameter, types));
    let rest = parameters.rest.as_deref().map(|parameter| rest(parameter, types));
    single.chain(rest).collect()
}

fn single(parameter: &FormalParameter, types: &TypeReader) -> Parameter {
    Parameter {
        name: name_of(&parameter.pattern),
        kind: match &parameter.pattern {
            BindingPattern::BindingIdentifier(_) => ParameterKind::Plain,
            _ => ParameterKind::Destructured,
        },
        optional: parameter.optional || parameter.initializer.is_some(),
        ty: annotated(parameter.type_annotation.as_deref(), types),
        description: None,
    }
}

fn rest(parameter: &FormalParameterRest, types: &TypeReader) -> Parameter {
    Parameter {
        name: name_of(&parameter.rest.argument),
        kind: ParameterKind::Rest,
        optional: true,
        ty: annotated(parameter.type_annotation.as_deref(), types).map(Type::into_element),
        description: None,
    }
}

fn name_of(pattern: &BindingPattern) -> Option<String> {
    pattern.get_identifier_name().map(|name| name.to_string())
}

fn annotated(annotation: Option<&TSTypeAnnotation>, types: &TypeReader) -> Option<Type> {
    annotation.map(|annotation| types.read(&annotation.type_annotation))
}
