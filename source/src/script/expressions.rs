//! What can be told of a single expression.

use oxc_ast::ast::Expression;

/// Whether an expression is the global object, under one of the names that bundlers give to it.
pub(super) fn is_global(expression: &Expression) -> bool {
    match expression.get_inner_expression() {
        Expression::ThisExpression(_) => true,
        Expression::Identifier(identifier) => {
            matches!(identifier.name.as_str(), "globalThis" | "global" | "self")
        }
        // `__webpack_require__.g`
        Expression::StaticMemberExpression(member) => member.property.name == "g",
        _ => false,
    }
}

/// Whether a function may come out of an expression.
pub(super) fn may_be_function(value: &Expression) -> bool {
    match value {
        Expression::NewExpression(new) => ["Function", "Proxy"]
            .iter()
            .any(|name| new.callee.is_specific_id(name)),
        Expression::TemplateLiteral(_)
        | Expression::ArrayExpression(_)
        | Expression::ObjectExpression(_)
        | Expression::BinaryExpression(_)
        | Expression::UnaryExpression(_)
        | Expression::UpdateExpression(_)
        | Expression::ClassExpression(_) => false,
        _ => !value.is_literal(),
    }
}
