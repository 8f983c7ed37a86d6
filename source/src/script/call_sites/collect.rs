//! The walk through a file.

use std::mem;

use oxc_ast::ast::{
    Argument, AssignmentExpression, AssignmentTarget, BinaryExpression, BinaryOperator, BindingPattern,
    CallExpression, Class, Expression, ForOfStatement, FormalParameter, MethodDefinition,
    MethodDefinitionKind, NewExpression, ObjectPattern, ObjectProperty, Program, SpreadElement, Statement,
    TaggedTemplateExpression, VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};

use super::{
    found::{Call, Found, Method},
    printed,
    site::{CallKind, CallSite, Destructuring, InOperands, Iteration},
};
use crate::script::depth::Depth;

/// Finds what this file calls. What nests too deeply is left out.
pub(super) fn collect(program: &Program, text: &str) -> Found {
    let mut collector = Collector {
        text,
        class: None,
        depth: Depth::default(),
        found: Found::default(),
    };
    collector.visit_program(program);
    collector.found
}

/// The last name in what is called.
fn name_of(callee: &Expression<'_>) -> Span {
    match callee {
        Expression::StaticMemberExpression(member) => member.property.span,
        Expression::ParenthesizedExpression(inner) => name_of(&inner.expression),
        other => other.span(),
    }
}

struct Collector<'t> {
    text: &'t str,
    /// The class around, if it has a name.
    class: Option<String>,
    depth: Depth,
    found: Found,
}

impl Collector<'_> {
    fn printed(&self, node: &Expression<'_>) -> String {
        printed::expression(node, self.text)
    }

    fn call(&mut self, kind: CallKind, span: Span, callee: &Expression<'_>, arguments: &[Argument<'_>]) {
        for argument in arguments {
            if let Argument::SpreadElement(spread) = argument {
                self.iteration(spread.span, &spread.argument, true);
            }
        }
        let arguments = arguments.iter().filter_map(Argument::as_expression);
        let call = Call {
            site: CallSite {
                kind,
                callee: self.printed(callee),
                arguments: arguments.map(|argument| self.printed(argument)).collect(),
            },
            span,
            key: match kind {
                CallKind::New => span.start,
                CallKind::Call => name_of(callee).start,
            },
        };
        self.found.calls.push((callee.span(), call));
    }

    fn iteration(&mut self, span: Span, node: &Expression<'_>, spread_into_call: bool) {
        let called = match node {
            Expression::CallExpression(call) => Some(self.printed(&call.callee)),
            _ => None,
        };
        let iteration = Iteration {
            value: self.printed(node),
            called,
            spread_into_call,
        };
        self.found.iterations.push((span, iteration));
    }

    fn destructuring(&mut self, span: Span, pattern: &ObjectPattern<'_>, value: Option<String>) {
        let first = pattern.properties.first();
        let property = first.and_then(|property| property.key.static_name());
        let property = property.map(|name| name.to_string());
        self.found
            .destructurings
            .push((span, Destructuring { property, value }));
    }
}

impl<'a> Visit<'a> for Collector<'_> {
    fn visit_expression(&mut self, expression: &Expression<'a>) {
        if self.depth.enter() {
            walk::walk_expression(self, expression);
            self.depth.leave();
        }
    }

    fn visit_statement(&mut self, statement: &Statement<'a>) {
        if self.depth.enter() {
            walk::walk_statement(self, statement);
            self.depth.leave();
        }
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        self.call(CallKind::Call, call.span, &call.callee, &call.arguments);
        walk::walk_call_expression(self, call);
    }

    fn visit_new_expression(&mut self, call: &NewExpression<'a>) {
        self.call(CallKind::New, call.span, &call.callee, &call.arguments);
        walk::walk_new_expression(self, call);
    }

    fn visit_tagged_template_expression(&mut self, call: &TaggedTemplateExpression<'a>) {
        self.call(CallKind::Call, call.span, &call.tag, &[]);
        walk::walk_tagged_template_expression(self, call);
    }

    fn visit_spread_element(&mut self, spread: &SpreadElement<'a>) {
        self.iteration(spread.span, &spread.argument, false);
        walk::walk_spread_element(self, spread);
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        let head = Span::new(statement.span.start, statement.right.span().end);
        self.iteration(head, &statement.right, false);
        walk::walk_for_of_statement(self, statement);
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        match (&declarator.id, &declarator.init) {
            (BindingPattern::ObjectPattern(pattern), Some(value)) => {
                let of = self.printed(value);
                self.destructuring(declarator.span, pattern, Some(of));
            }
            (BindingPattern::ArrayPattern(_), Some(value)) => self.iteration(declarator.span, value, false),
            _ => {}
        }
        walk::walk_variable_declarator(self, declarator);
    }

    fn visit_formal_parameter(&mut self, parameter: &FormalParameter<'a>) {
        if let BindingPattern::ObjectPattern(pattern) = &parameter.pattern {
            self.destructuring(parameter.span, pattern, None);
        }
        walk::walk_formal_parameter(self, parameter);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        let name = match &assignment.left {
            AssignmentTarget::StaticMemberExpression(member) => Some(member.property.name.to_string()),
            AssignmentTarget::ComputedMemberExpression(member) => match &member.expression {
                Expression::StringLiteral(name) => Some(name.value.to_string()),
                inner => Some(self.printed(inner)),
            },
            _ => None,
        };
        if let Some(name) = name {
            self.found.assigned.push((assignment.span, name));
        }
        walk::walk_assignment_expression(self, assignment);
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        if binary.operator == BinaryOperator::In {
            let bare = |node: &Expression<'_>| match node {
                Expression::StringLiteral(literal) => literal.value.to_string(),
                other => self.printed(other),
            };
            let operands = InOperands {
                left: bare(&binary.left),
                right: bare(&binary.right),
            };
            self.found.in_operands.push((binary.span, operands));
        }
        walk::walk_binary_expression(self, binary);
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        let name = class.name().map(|name| name.to_string());
        let around = mem::replace(&mut self.class, name);
        walk::walk_class(self, class);
        self.class = around;
    }

    fn visit_method_definition(&mut self, method: &MethodDefinition<'a>) {
        if let (Some(class), Some(name)) = (&self.class, method.key.name()) {
            let (name, label) = match method.kind {
                MethodDefinitionKind::Constructor => (class.clone(), format!("new {class}")),
                MethodDefinitionKind::Get => (format!("get {name}"), format!("{class}.get {name}")),
                MethodDefinitionKind::Set => (format!("set {name}"), format!("{class}.set {name}")),
                MethodDefinitionKind::Method => (name.to_string(), format!("{class}.{name}")),
            };
            self.found
                .methods
                .push((method.value.span, Method { name, label }));
        }
        walk::walk_method_definition(self, method);
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        if let (Expression::FunctionExpression(function), Some(name)) =
            (&property.value, property.key.static_name())
        {
            let method = Method {
                name: name.to_string(),
                label: format!("Object.{name}"),
            };
            self.found.methods.push((function.span, method));
        }
        walk::walk_object_property(self, property);
    }
}
