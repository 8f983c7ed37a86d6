//! The walk through a file, in the order in which QuickJS compiles it.
//!
//! QuickJS notes a place in the compiled code only here and there: where a variable is read, before the arguments of a
//! call, behind `new` and behind a binary operator, and where an expression or `throw` begins a statement. Whatever
//! fails has the last place that was noted before it. So this walk notes the same places in the same order, and what
//! happens between two of them.

use std::mem;

use oxc_ast::ast::{
    Argument, ArrayAssignmentTarget, ArrayExpressionElement, ArrayPattern, ArrowFunctionExpression,
    AssignmentExpression, AssignmentTarget, AssignmentTargetMaybeDefault, AssignmentTargetProperty,
    AssignmentTargetPropertyIdentifier, BinaryExpression, BindingPattern, CallExpression, Class,
    ClassElement, ComputedMemberExpression, Expression, ExpressionStatement, ForInStatement, ForOfStatement,
    ForStatement, FormalParameter, Function, IdentifierReference, MethodDefinition, MethodDefinitionKind,
    NewExpression, ObjectAssignmentTarget, ObjectPattern, ObjectProperty, PrivateFieldExpression, Program,
    SimpleAssignmentTarget, SpreadElement, Statement, StaticMemberExpression, TaggedTemplateExpression,
    ThrowStatement, VariableDeclarator, YieldExpression,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::{operator::BinaryOperator, scope::ScopeFlags};

use super::{
    found::{Event, Found, Method},
    marks::Marks,
    names::Names,
    position::{Lines, Position},
    printed,
    site::{CallKind, CallSite, Destructuring, InOperands, Iteration, IterationKind, PropertyAccess},
};
use crate::script::depth::Depth;

/// Finds what may fail in this file. What nests too deeply is left out.
pub(super) fn read(program: &Program<'_>, text: &str, lines: &Lines) -> Found {
    let mut emission = Emission {
        text,
        lines,
        marks: Marks::of(program, text),
        names: Names::of(program),
        class: None,
        depth: Depth::default(),
        rows: Vec::new(),
        place: None,
        found: Found::default(),
    };
    emission.in_function(&[0], |emission| walk::walk_program(emission, program));
    emission.found
}

/// The last name in what is called.
fn name_of(callee: &Expression<'_>) -> Span {
    match callee {
        Expression::StaticMemberExpression(member) => member.property.span,
        Expression::ParenthesizedExpression(inner) => name_of(&inner.expression),
        other => other.span(),
    }
}

/// The last name in what gives a value.
fn value_name(node: &Expression<'_>) -> Span {
    match node {
        Expression::CallExpression(call) => name_of(&call.callee),
        other => name_of(other),
    }
}

/// The name in `o['name']`.
fn literal_name<'n>(property: &'n Expression<'_>) -> Option<&'n str> {
    match property {
        Expression::StringLiteral(name) => Some(name.value.as_str()),
        _ => None,
    }
}

fn property_of(target: &AssignmentTargetProperty<'_>) -> Option<String> {
    match target {
        AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
            Some(property.binding.name.to_string())
        }
        AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
            property.name.static_name().map(|name| name.to_string())
        }
    }
}

/// In bytes.
const LONG_LINE: usize = 4_000;

struct Emission<'t> {
    text: &'t str,
    lines: &'t Lines,
    marks: Marks,
    names: Names,
    /// The class around, if it has a name.
    class: Option<String>,
    depth: Depth,
    /// The row of events that is filled, for each function around this place.
    rows: Vec<usize>,
    /// The place that was noted last in this function.
    place: Option<Position>,
    found: Found,
}

impl Emission<'_> {
    fn printed(&self, node: &Expression<'_>) -> String {
        printed::expression(node, self.text)
    }

    /// As V8 counts: columns are units of UTF-16. Far out in a line, bytes are near enough.
    fn position(&self, at: u32) -> Position {
        let place = self.lines.position(at);
        let before = place.column.saturating_sub(1);
        let start = at.saturating_sub(before) as usize;
        let line = self.text.get(start..at as usize);
        let line = line.filter(|line| line.len() <= LONG_LINE && !line.is_ascii());
        let units = line.map(|line| line.encode_utf16().count());
        let units = units.and_then(|units| u32::try_from(units).ok());
        Position {
            column: units.unwrap_or(before).saturating_add(1),
            ..place
        }
    }

    /// QuickJS notes the place of this token, which is not a variable.
    fn note(&mut self, at: u32) {
        let place = self.marks.place(self.lines, at);
        self.note_place(place);
    }

    fn note_place(&mut self, place: Position) {
        if self.place != Some(place) {
            let row = self.found.begin(place);
            if let Some(last) = self.rows.last_mut() {
                *last = row;
            }
            self.place = Some(place);
        }
    }

    fn event(&mut self, event: Event) {
        if let Some(&row) = self.rows.last() {
            self.found.add(row, event);
        }
    }

    /// Each function is compiled for itself. Before any place is noted, its own is that of one of these tokens.
    fn in_function(&mut self, starts: &[u32], walk: impl FnOnce(&mut Self)) {
        let before = self.place.take();
        let mut places: Vec<Position> = starts
            .iter()
            .map(|&at| self.marks.place(self.lines, at))
            .collect();
        places.dedup();
        let mut places = places.into_iter();
        if let Some(first) = places.next() {
            let row = self.found.begin(first);
            places.for_each(|place| self.found.also_at(row, place));
            self.rows.push(row);
            walk(self);
            self.rows.pop();
        }
        self.place = before;
    }

    fn access(&self, name: Option<&str>, at: u32) -> PropertyAccess {
        PropertyAccess {
            name: name.map(ToOwned::to_owned),
            place: self.position(at),
        }
    }

    fn read(&mut self, name: Option<&str>, at: u32) {
        let read = self.access(name, at);
        self.event(Event::Read(read));
    }

    fn call(&mut self, kind: CallKind, span: Span, callee: &Expression<'_>, arguments: &[Argument<'_>]) {
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => {
                    self.visit_expression(&spread.argument);
                    self.iteration(&spread.argument, IterationKind::Arguments);
                }
                other => self.visit_argument(other),
            }
        }
        let printed = arguments.iter().filter_map(Argument::as_expression);
        let site = CallSite {
            kind,
            callee: self.printed(callee),
            arguments: printed.map(|argument| self.printed(argument)).collect(),
            place: self.position(match kind {
                CallKind::New => span.start,
                CallKind::Call => name_of(callee).start,
            }),
            shown: self.names.callee(callee),
        };
        self.event(Event::Call(site));
    }

    fn iteration(&mut self, node: &Expression<'_>, kind: IterationKind) {
        let iteration = self.iteration_of(Some(node), value_name(node).start, kind);
        self.event(Event::Iteration(iteration));
    }

    fn iteration_of(&self, node: Option<&Expression<'_>>, at: u32, kind: IterationKind) -> Iteration {
        let called = match node {
            Some(Expression::CallExpression(call)) => Some(self.printed(&call.callee)),
            _ => None,
        };
        Iteration {
            value: node.map(|node| self.printed(node)),
            called,
            kind,
            place: self.position(at),
        }
    }

    /// A pattern and what is given to it, which is compiled behind it.
    fn binding(&mut self, pattern: &BindingPattern<'_>, value: Option<&Expression<'_>>) {
        match pattern {
            BindingPattern::ObjectPattern(object) => {
                self.object_pattern(object, value);
            }
            BindingPattern::ArrayPattern(array) => {
                self.array_pattern(array, value);
            }
            other => self.visit_binding_pattern(other),
        }
        if let Some(value) = value {
            self.visit_expression(value);
        }
    }

    fn object_pattern(&mut self, pattern: &ObjectPattern<'_>, value: Option<&Expression<'_>>) {
        let first = pattern.properties.first();
        let property = first.and_then(|property| property.key.static_name());
        let at = first.map_or(pattern.span.start, |property| property.span.start);
        self.destructuring(property.map(|name| name.to_string()), at, value);
        walk::walk_object_pattern(self, pattern);
    }

    fn destructuring(&mut self, property: Option<String>, at: u32, value: Option<&Expression<'_>>) {
        let destructuring = Destructuring {
            property,
            value: value.map(|value| self.printed(value)),
            place: self.position(at),
        };
        self.event(Event::Destructuring(destructuring));
    }

    fn array_pattern(&mut self, pattern: &ArrayPattern<'_>, value: Option<&Expression<'_>>) {
        self.iterated_by(pattern.span, value);
        walk::walk_array_pattern(self, pattern);
        self.note(pattern.span.start);
    }

    fn iterated_by(&mut self, pattern: Span, value: Option<&Expression<'_>>) {
        let at = value.map_or(pattern.start, |value| value.span().start);
        let iteration = self.iteration_of(value, at, IterationKind::Pattern);
        self.event(Event::Iteration(iteration));
    }

    /// A target of an assignment, and what is given to it.
    fn assigned(&mut self, target: &AssignmentTarget<'_>, value: Option<&Expression<'_>>) {
        match target {
            AssignmentTarget::ObjectAssignmentTarget(object) => self.object_target(object, value),
            AssignmentTarget::ArrayAssignmentTarget(array) => self.array_target(array, value),
            other => {
                if let Some(target) = other.as_simple_assignment_target() {
                    self.target(target, false);
                }
            }
        }
    }

    fn object_target(&mut self, target: &ObjectAssignmentTarget<'_>, value: Option<&Expression<'_>>) {
        let first = target.properties.first();
        let property = first.and_then(property_of);
        let at = first.map_or(target.span.start, |property| property.span().start);
        self.destructuring(property, at, value);
        walk::walk_object_assignment_target(self, target);
    }

    fn array_target(&mut self, target: &ArrayAssignmentTarget<'_>, value: Option<&Expression<'_>>) {
        self.iterated_by(target.span, value);
        walk::walk_array_assignment_target(self, target);
        self.note(target.span.start);
    }

    /// A variable or a property that gets a value; `reads` where its old value is read first.
    fn target(&mut self, target: &SimpleAssignmentTarget<'_>, reads: bool) {
        match target {
            SimpleAssignmentTarget::StaticMemberExpression(member) => {
                self.visit_expression(&member.object);
                if reads {
                    self.read(Some(&member.property.name), member.property.span.start);
                }
            }
            SimpleAssignmentTarget::ComputedMemberExpression(member) => {
                self.visit_expression(&member.object);
                self.visit_expression(&member.expression);
                if reads {
                    self.read(literal_name(&member.expression), member.expression.span().start);
                }
            }
            other => walk::walk_simple_assignment_target(self, other),
        }
    }

    fn written(&mut self, target: &SimpleAssignmentTarget<'_>) {
        let written = match target {
            SimpleAssignmentTarget::StaticMemberExpression(member) => {
                self.access(Some(&member.property.name), member.property.span.start)
            }
            SimpleAssignmentTarget::ComputedMemberExpression(member) => {
                let name = literal_name(&member.expression);
                self.access(name, member.expression.span().start)
            }
            _ => return,
        };
        self.event(Event::Write(written));
    }
}

impl<'a> Visit<'a> for Emission<'_> {
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

    fn visit_expression_statement(&mut self, statement: &ExpressionStatement<'a>) {
        self.note(statement.span.start);
        walk::walk_expression_statement(self, statement);
    }

    fn visit_throw_statement(&mut self, statement: &ThrowStatement<'a>) {
        self.note(statement.argument.span().start);
        walk::walk_throw_statement(self, statement);
    }

    fn visit_for_statement(&mut self, statement: &ForStatement<'a>) {
        if let Some(init) = &statement.init {
            self.visit_for_statement_init(init);
        }
        if let Some(test) = &statement.test {
            self.visit_expression(test);
        }
        self.visit_statement(&statement.body);
        if let Some(update) = &statement.update {
            self.visit_expression(update);
        }
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        self.visit_expression(&statement.right);
        self.iteration(&statement.right, IterationKind::Elements);
        self.visit_for_statement_left(&statement.left);
        self.visit_statement(&statement.body);
        self.note(statement.span.start);
    }

    fn visit_for_in_statement(&mut self, statement: &ForInStatement<'a>) {
        self.visit_expression(&statement.right);
        self.visit_for_statement_left(&statement.left);
        self.visit_statement(&statement.body);
    }

    fn visit_identifier_reference(&mut self, name: &IdentifierReference<'a>) {
        let place = self.lines.position(name.span.start);
        self.note_place(place);
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        self.visit_expression(&member.object);
        self.read(Some(&member.property.name), member.property.span.start);
    }

    fn visit_computed_member_expression(&mut self, member: &ComputedMemberExpression<'a>) {
        self.visit_expression(&member.object);
        self.visit_expression(&member.expression);
        self.read(literal_name(&member.expression), member.expression.span().start);
    }

    fn visit_private_field_expression(&mut self, member: &PrivateFieldExpression<'a>) {
        self.visit_expression(&member.object);
        self.read(Some(&member.field.name), member.field.span.start);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        self.visit_expression(&call.callee);
        if !matches!(call.callee, Expression::Super(_)) {
            let first = call.arguments.first().map(|argument| argument.span().start);
            self.note(first.unwrap_or(call.span.end.saturating_sub(1)));
        }
        self.call(CallKind::Call, call.span, &call.callee, &call.arguments);
    }

    fn visit_new_expression(&mut self, call: &NewExpression<'a>) {
        self.note(call.callee.span().start);
        self.visit_expression(&call.callee);
        self.call(CallKind::New, call.span, &call.callee, &call.arguments);
    }

    fn visit_tagged_template_expression(&mut self, call: &TaggedTemplateExpression<'a>) {
        self.visit_expression(&call.tag);
        self.note(call.quasi.span.start);
        self.visit_template_literal(&call.quasi);
        self.call(CallKind::Call, call.span, &call.tag, &[]);
    }

    fn visit_spread_element(&mut self, spread: &SpreadElement<'a>) {
        self.visit_expression(&spread.argument);
    }

    fn visit_array_expression_element(&mut self, element: &ArrayExpressionElement<'a>) {
        walk::walk_array_expression_element(self, element);
        if let ArrayExpressionElement::SpreadElement(spread) = element {
            self.iteration(&spread.argument, IterationKind::Elements);
        }
    }

    fn visit_yield_expression(&mut self, expression: &YieldExpression<'a>) {
        walk::walk_yield_expression(self, expression);
        if let (true, Some(iterated)) = (expression.delegate, &expression.argument) {
            self.iteration(iterated, IterationKind::Elements);
        }
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        self.visit_expression(&binary.left);
        if binary.operator != BinaryOperator::Exponential {
            self.note(binary.right.span().start);
        }
        self.visit_expression(&binary.right);
        if binary.operator == BinaryOperator::In {
            let bare = |node: &Expression<'_>| match node {
                Expression::StringLiteral(literal) => literal.value.to_string(),
                other => self.printed(other),
            };
            let operands = InOperands {
                left: bare(&binary.left),
                right: bare(&binary.right),
            };
            self.event(Event::In(operands));
        }
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        self.binding(&declarator.id, declarator.init.as_ref());
    }

    fn visit_formal_parameter(&mut self, parameter: &FormalParameter<'a>) {
        self.visit_binding_pattern(&parameter.pattern);
        if let Some(value) = &parameter.initializer {
            self.visit_expression(value);
        }
    }

    fn visit_object_pattern(&mut self, pattern: &ObjectPattern<'a>) {
        self.object_pattern(pattern, None);
    }

    fn visit_array_pattern(&mut self, pattern: &ArrayPattern<'a>) {
        self.array_pattern(pattern, None);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        let reads = !assignment.operator.is_assign();
        match assignment.left.as_simple_assignment_target() {
            Some(target) => {
                self.target(target, reads);
                self.visit_expression(&assignment.right);
                self.written(target);
            }
            None => {
                self.assigned(&assignment.left, Some(&assignment.right));
                self.visit_expression(&assignment.right);
            }
        }
    }

    fn visit_assignment_target(&mut self, target: &AssignmentTarget<'a>) {
        self.assigned(target, None);
    }

    fn visit_assignment_target_maybe_default(&mut self, target: &AssignmentTargetMaybeDefault<'a>) {
        match target {
            AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(with_default) => {
                self.assigned(&with_default.binding, None);
                self.visit_expression(&with_default.init);
            }
            other => {
                if let Some(target) = other.as_assignment_target() {
                    self.assigned(target, None);
                }
            }
        }
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        target: &AssignmentTargetPropertyIdentifier<'a>,
    ) {
        if let Some(value) = &target.init {
            self.visit_expression(value);
        }
    }

    fn visit_simple_assignment_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
        self.target(target, true);
        self.written(target);
    }

    fn visit_function(&mut self, function: &Function<'a>, _: ScopeFlags) {
        self.in_function(&[function.span.start], |emission| {
            emission.visit_formal_parameters(&function.params);
            if let Some(body) = &function.body {
                emission.visit_function_body(body);
            }
        });
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        self.in_function(&[arrow.span.start], |emission| {
            emission.visit_formal_parameters(&arrow.params);
            emission.visit_arrow_function_body(&arrow.body);
        });
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        let name = class.name().map(|name| name.to_string());
        let around = mem::replace(&mut self.class, name);
        walk::walk_class(self, class);
        self.class = around;
    }

    fn visit_class_element(&mut self, element: &ClassElement<'a>) {
        match element {
            ClassElement::PropertyDefinition(property) => {
                if property.computed {
                    self.visit_property_key(&property.key);
                }
                if let Some(value) = &property.value {
                    let starts = [property.span.start, property.key.span().start];
                    self.in_function(&starts, |emission| emission.visit_expression(value));
                }
            }
            ClassElement::StaticBlock(block) => {
                self.in_function(&[block.span.start], |emission| {
                    walk::walk_static_block(emission, block);
                });
            }
            other => walk::walk_class_element(self, other),
        }
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
        if property.computed {
            self.visit_property_key(&property.key);
        }
        // QuickJS does not note the place of a variable that stands for its property.
        if !property.shorthand {
            self.visit_expression(&property.value);
        }
    }
}
