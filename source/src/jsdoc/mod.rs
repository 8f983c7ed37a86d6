//! What JSDoc comments say.

mod comment;
mod fields;
mod function_doc;
mod function_type;
mod named_tag;
mod tokens;
mod type_definitions;
mod type_expression;

pub(crate) use self::{
    comment::Comment,
    function_doc::FunctionDoc,
    type_definitions::{definition_by_variable, type_definitions},
};
