//! The types of TypeScript.

use oxc_ast::ast::{
    PropertyKey, TSLiteral, TSSignature, TSTupleElement, TSType, TSTypeName, TSTypeOperatorOperator,
    TSTypeParameterDeclaration, TSTypePredicate, TSTypeReference,
};
use oxc_span::GetSpan;

use super::comments::Comments;
use crate::types::{Field, Type};

/// Types in types that are read.
const DEPTH: usize = 50;

/// Reads types, where some names stand for type parameters.
#[derive(Clone)]
pub(super) struct TypeReader<'s> {
    comments: &'s Comments<'s>,
    generics: Vec<String>,
    depth: usize,
}

impl<'s> TypeReader<'s> {
    pub(super) fn new(comments: &'s Comments<'s>, generics: Option<&TSTypeParameterDeclaration>) -> Self {
        let parameters = generics.iter().flat_map(|generics| &generics.params);
        Self {
            comments,
            generics: parameters
                .map(|parameter| parameter.name.name.to_string())
                .collect(),
            depth: 0,
        }
    }

    /// What is too deep, or what this model does not know, may be anything.
    pub(super) fn read(&self, ty: &TSType) -> Type {
        if self.depth == DEPTH {
            return Type::Any;
        }
        let inner = Self {
            depth: self.depth + 1,
            ..self.clone()
        };
        inner.read_one(ty)
    }

    fn read_one(&self, ty: &TSType) -> Type {
        match ty {
            TSType::TSBigIntKeyword(_) => Type::BigInt,
            TSType::TSBooleanKeyword(_) => Type::Boolean,
            TSType::TSNeverKeyword(_) | TSType::TSUndefinedKeyword(_) | TSType::TSVoidKeyword(_) => {
                Type::Undefined
            }
            TSType::TSNullKeyword(_) => Type::Null,
            TSType::TSNumberKeyword(_) => Type::Number,
            TSType::TSObjectKeyword(_) => Type::Map(Box::new(Type::Any)),
            TSType::TSStringKeyword(_) | TSType::TSTemplateLiteralType(_) => Type::String,
            TSType::TSSymbolKeyword(_) => Type::Symbol,
            TSType::TSConstructorType(_) | TSType::TSFunctionType(_) => Type::Function,
            TSType::TSArrayType(array) => Type::array_of(self.read(&array.element_type)),
            TSType::TSIntersectionType(intersection) => self.intersection(&intersection.types),
            TSType::TSLiteralType(literal) => literal_type(&literal.literal),
            TSType::TSParenthesizedType(inner) => self.read(&inner.type_annotation),
            TSType::TSTupleType(tuple) => self.tuple(&tuple.element_types),
            TSType::TSTypeLiteral(literal) => self.members(&literal.members).into_type(),
            TSType::TSTypeOperatorType(operator) if operator.operator != TSTypeOperatorOperator::Keyof => {
                self.read(&operator.type_annotation)
            }
            TSType::TSTypePredicate(predicate) => predicate_type(predicate),
            TSType::TSTypeReference(reference) => self.reference(reference),
            TSType::TSUnionType(union) => {
                Type::union_of(union.types.iter().map(|ty| self.read(ty)).collect())
            }
            TSType::JSDocNullableType(inner) => {
                Type::union_of(vec![self.read(&inner.type_annotation), Type::Null])
            }
            TSType::JSDocNonNullableType(inner) => self.read(&inner.type_annotation),
            _ => Type::Any,
        }
    }

    fn intersection(&self, types: &[TSType]) -> Type {
        let records: Option<Vec<_>> = types.iter().map(|ty| self.read(ty).into_fields()).collect();
        records.map_or(Type::Any, |records| Type::Record(records.concat()))
    }

    fn tuple(&self, elements: &[TSTupleElement]) -> Type {
        let elements = elements.iter().map(|element| match element {
            TSTupleElement::TSOptionalType(optional) => {
                Type::union_of(vec![self.read(&optional.type_annotation), Type::Null])
            }
            TSTupleElement::TSRestType(rest) => self.read(&rest.type_annotation).into_element(),
            TSTupleElement::TSNamedTupleMember(member) => match member.element_type.as_ts_type() {
                Some(ty) => self.read(ty),
                None => Type::Any,
            },
            other => other.as_ts_type().map_or(Type::Any, |ty| self.read(ty)),
        });
        Type::array_of(Type::union_of(elements.collect()))
    }

    fn reference(&self, reference: &TSTypeReference) -> Type {
        let Some(name) = path(&reference.type_name) else {
            return Type::Any;
        };
        if self.generics.contains(&name) {
            return Type::Any;
        }
        let arguments = reference
            .type_arguments
            .iter()
            .flat_map(|arguments| &arguments.params);
        let arguments = arguments.map(|ty| self.read(ty)).collect();
        match name.as_str() {
            "String" => Type::String,
            "Number" => Type::Number,
            "Boolean" => Type::Boolean,
            "Object" => Type::Any,
            _ => Type::of_name(&name, arguments),
        }
    }

    pub(super) fn members(&self, members: &[TSSignature]) -> Members {
        let mut found = Members::default();
        for member in members {
            match member {
                TSSignature::TSPropertySignature(property) => {
                    let ty = property.type_annotation.as_ref();
                    let ty = ty.map_or(Type::Any, |annotation| self.read(&annotation.type_annotation));
                    found.add(&property.key, self.field(member, ty, property.optional));
                }
                TSSignature::TSMethodSignature(method) => {
                    found.add(&method.key, self.field(member, Type::Function, method.optional));
                }
                TSSignature::TSIndexSignature(index) => {
                    found
                        .values
                        .push(self.read(&index.type_annotation.type_annotation));
                }
                TSSignature::TSCallSignatureDeclaration(_)
                | TSSignature::TSConstructSignatureDeclaration(_) => {
                    found.is_function = true;
                }
            }
        }
        found
    }

    fn field(&self, member: &TSSignature, ty: Type, optional: bool) -> Field {
        let comment = self.comments.about(&[member.span().start]);
        Field {
            name: String::new(),
            ty,
            optional,
            description: comment.and_then(|comment| comment.description),
        }
    }
}

/// What stands between the braces of a type.
#[derive(Default)]
pub(super) struct Members {
    pub(super) fields: Vec<Field>,
    pub(super) values: Vec<Type>,
    pub(super) is_function: bool,
}

impl Members {
    /// A name that is computed says nothing about the record.
    fn add(&mut self, key: &PropertyKey, field: Field) {
        match key.static_name() {
            Some(name) => self.fields.push(Field {
                name: name.into_owned(),
                ..field
            }),
            None => self.values.push(Type::Any),
        }
    }

    pub(super) fn into_type(self) -> Type {
        if self.is_function {
            return Type::Function;
        }
        match (self.values.is_empty(), self.fields.is_empty()) {
            (true, _) => Type::Record(self.fields),
            (false, true) => Type::Map(Box::new(Type::union_of(self.values))),
            (false, false) => Type::Map(Box::new(Type::Any)),
        }
    }
}

/// A name with what it is a part of; nothing where it is no plain path.
pub(super) fn path(name: &TSTypeName) -> Option<String> {
    let mut segments = Vec::new();
    let mut name = name;
    loop {
        match name {
            TSTypeName::IdentifierReference(identifier) => {
                segments.push(identifier.name.as_str());
                segments.reverse();
                return Some(segments.join("."));
            }
            TSTypeName::QualifiedName(qualified) => {
                segments.push(qualified.right.name.as_str());
                name = &qualified.left;
            }
            TSTypeName::ThisExpression(_) => return None,
        }
    }
}

fn literal_type(literal: &TSLiteral) -> Type {
    match literal {
        TSLiteral::BooleanLiteral(_) => Type::Boolean,
        TSLiteral::NumericLiteral(_) | TSLiteral::UnaryExpression(_) => Type::Number,
        TSLiteral::BigIntLiteral(_) => Type::BigInt,
        TSLiteral::StringLiteral(_) | TSLiteral::TemplateLiteral(_) => Type::String,
    }
}

fn predicate_type(predicate: &TSTypePredicate) -> Type {
    if predicate.asserts {
        Type::Undefined
    } else {
        Type::Boolean
    }
}
