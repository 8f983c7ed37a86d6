//! Expressions as V8 prints them in its messages.

use oxc_ast::ast::{ArrayExpressionElement, ChainElement, Expression, MemberExpression, ObjectPropertyKind};
use oxc_span::GetSpan;

/// What stands for an expression that V8 does not print.
pub(super) const INTERMEDIATE: &str = "(intermediate value)";

pub(super) fn expression(node: &Expression<'_>, text: &str) -> String {
    match node {
        Expression::Identifier(name) => name.name.to_string(),
        Expression::ThisExpression(_) => "this".into(),
        Expression::NullLiteral(_) => "null".into(),
        Expression::BooleanLiteral(literal) => literal.value.to_string(),
        Expression::StringLiteral(literal) => format!("\"{}\"", literal.value),
        Expression::NumericLiteral(_) | Expression::UnaryExpression(_) => source(node, text),
        Expression::ParenthesizedExpression(inner) => expression(&inner.expression, text),
        Expression::CallExpression(call) => format!("{}(...)", expression(&call.callee, text)),
        Expression::ArrayExpression(array) => {
            let elements = array.elements.iter().map(ArrayExpressionElement::as_expression);
            let elements: Vec<_> = elements
                .map(|element| {
                    element.map_or_else(|| INTERMEDIATE.into(), |element| expression(element, text))
                })
                .collect();
            format!("[{}]", elements.join(","))
        }
        Expression::ObjectExpression(object) => {
            let values = object.properties.iter().map(|property| match property {
                ObjectPropertyKind::ObjectProperty(property) => expression(&property.value, text),
                ObjectPropertyKind::SpreadProperty(_) => INTERMEDIATE.into(),
            });
            format!("{{{}}}", values.collect::<String>())
        }
        Expression::LogicalExpression(logical) => format!(
            "({} {} {})",
            expression(&logical.left, text),
            logical.operator.as_str(),
            expression(&logical.right, text)
        ),
        Expression::ChainExpression(chain) => match &chain.expression {
            ChainElement::CallExpression(call) => format!("{}(...)", expression(&call.callee, text)),
            element => element
                .as_member_expression()
                .map_or_else(|| INTERMEDIATE.into(), |member| self::member(member, text)),
        },
        _ => match node.as_member_expression() {
            Some(member) => self::member(member, text),
            None => INTERMEDIATE.into(),
        },
    }
}

fn member(node: &MemberExpression<'_>, text: &str) -> String {
    let object = expression(node.object(), text);
    match node {
        MemberExpression::ComputedMemberExpression(computed) => match &computed.expression {
            Expression::StringLiteral(name) => format!("{object}.{}", name.value),
            inner => format!("{object}[{}]", expression(inner, text)),
        },
        MemberExpression::StaticMemberExpression(named) => {
            let dot = if named.optional { "?." } else { "." };
            format!("{object}{dot}{}", named.property.name)
        }
        MemberExpression::PrivateFieldExpression(private) => format!("{object}.#{}", private.field.name),
    }
}

fn source(node: &Expression<'_>, text: &str) -> String {
    let span = node.span();
    let written = text.get(span.start as usize..span.end as usize);
    written.unwrap_or(INTERMEDIATE).to_owned()
}
