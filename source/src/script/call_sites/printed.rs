//! Expressions as V8 prints them in its messages.

use oxc_ast::ast::{ArrayExpressionElement, ChainElement, Expression, MemberExpression, ObjectPropertyKind};
use oxc_span::GetSpan;

use crate::script::depth::Depth;

/// What V8 writes for an expression that it does not print.
const INTERMEDIATE: &str = "(intermediate value)";

/// Prints an expression of this text.
pub(super) fn expression(node: &Expression<'_>, text: &str) -> String {
    let mut printer = Printer {
        text,
        depth: Depth::default(),
        printed: String::new(),
    };
    printer.expression(node);
    printer.printed
}

struct Printer<'t> {
    text: &'t str,
    depth: Depth,
    printed: String,
}

impl Printer<'_> {
    fn expression(&mut self, node: &Expression<'_>) {
        if !self.depth.enter() {
            return self.write(INTERMEDIATE);
        }
        match node {
            Expression::Identifier(name) => self.write(&name.name),
            Expression::ThisExpression(_) => self.write("this"),
            Expression::NullLiteral(_) => self.write("null"),
            Expression::BooleanLiteral(literal) => self.write(if literal.value { "true" } else { "false" }),
            Expression::StringLiteral(literal) => {
                self.around("\"", "\"", |printer| printer.write(&literal.value))
            }
            Expression::NumericLiteral(_) | Expression::UnaryExpression(_) => self.source(node),
            Expression::ParenthesizedExpression(inner) => self.expression(&inner.expression),
            Expression::CallExpression(call) => self.called(&call.callee),
            Expression::ArrayExpression(array) => self.around("[", "]", |printer| {
                printer.elements(&array.elements);
            }),
            Expression::ObjectExpression(object) => self.around("{", "}", |printer| {
                for property in &object.properties {
                    match property {
                        ObjectPropertyKind::ObjectProperty(property) => printer.expression(&property.value),
                        ObjectPropertyKind::SpreadProperty(_) => printer.write(INTERMEDIATE),
                    }
                }
            }),
            Expression::LogicalExpression(logical) => self.around("(", ")", |printer| {
                printer.expression(&logical.left);
                printer.around(" ", " ", |printer| printer.write(logical.operator.as_str()));
                printer.expression(&logical.right);
            }),
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.called(&call.callee),
                element => self.member(element.as_member_expression()),
            },
            _ => self.member(node.as_member_expression()),
        }
        self.depth.leave();
    }

    fn write(&mut self, text: &str) {
        self.printed.push_str(text);
    }

    fn around(&mut self, before: &str, after: &str, print: impl FnOnce(&mut Self)) {
        self.write(before);
        print(self);
        self.write(after);
    }

    fn called(&mut self, callee: &Expression<'_>) {
        self.expression(callee);
        self.write("(...)");
    }

    fn elements(&mut self, elements: &[ArrayExpressionElement<'_>]) {
        for (place, element) in elements.iter().enumerate() {
            if place > 0 {
                self.write(",");
            }
            match element.as_expression() {
                Some(element) => self.expression(element),
                None => self.write(INTERMEDIATE),
            }
        }
    }

    fn member(&mut self, node: Option<&MemberExpression<'_>>) {
        let Some(node) = node else {
            return self.write(INTERMEDIATE);
        };
        self.expression(node.object());
        match node {
            MemberExpression::ComputedMemberExpression(computed) => match &computed.expression {
                Expression::StringLiteral(name) => {
                    self.write(".");
                    self.write(&name.value);
                }
                inner => self.around("[", "]", |printer| printer.expression(inner)),
            },
            MemberExpression::StaticMemberExpression(named) => {
                self.write(if named.optional { "?." } else { "." });
                self.write(&named.property.name);
            }
            MemberExpression::PrivateFieldExpression(private) => {
                self.write(".#");
                self.write(&private.field.name);
            }
        }
    }

    /// As it is written.
    fn source(&mut self, node: &Expression<'_>) {
        let span = node.span();
        let written = self.text.get(span.start as usize..span.end as usize);
        self.printed.push_str(written.unwrap_or(INTERMEDIATE));
    }
}
