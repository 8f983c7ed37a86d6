//! What stands at a place of the user's code, as far as messages need it.

use std::thread;

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Argument, AssignmentExpression, AssignmentTarget, BinaryExpression, BinaryOperator, BindingPattern,
    CallExpression, Class, Expression, ForOfStatement, FormalParameter, MethodDefinition,
    MethodDefinitionKind, NewExpression, ObjectPattern, ObjectProperty, SpreadElement,
    TaggedTemplateExpression, VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType, Span};

use super::printed;

/// What the deepest nesting takes that a project's reader accepts. Memory that is not used is not taken.
const PARSER_STACK: usize = 128 << 20;

/// The parts of one file that messages speak of.
pub(super) struct Code {
    text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    methods: Vec<(Span, Method)>,
    calls: Vec<(Span, Call)>,
    iterated: Vec<(Span, Iterated)>,
    destructured: Vec<(Span, Destructured)>,
    /// Assignments to a property, whose name this is.
    assigned: Vec<(Span, String)>,
    operands: Vec<(Span, Operands)>,
}

struct Method {
    name: String,
    label: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CallKind {
    Call,
    New,
}

pub(super) struct Call {
    pub(super) kind: CallKind,
    /// The whole expression.
    span: Span,
    /// Where V8 says that it stands.
    key: u32,
    pub(super) callee: String,
    /// The arguments as they are printed; a spread is none of its own.
    pub(super) arguments: Vec<String>,
}

/// What is asked for its iterator.
pub(super) struct Iterated {
    pub(super) printed: String,
    /// The function whose result it is.
    pub(super) called: Option<String>,
    pub(super) spread_into_call: bool,
}

/// What is taken apart by `{ property }`.
pub(super) struct Destructured {
    pub(super) property: Option<String>,
    /// Absent for a parameter.
    pub(super) of: Option<String>,
}

/// The two sides of `in`.
pub(super) struct Operands {
    pub(super) left: String,
    pub(super) right: String,
}

impl Code {
    /// Reads a file that is known to parse. Parsing is recursive, so it has a stack of its own.
    pub(super) fn read(text: &str) -> Self {
        let parse = || {
            let allocator = Allocator::default();
            let parsed = Parser::new(&allocator, text, SourceType::script()).parse();
            let mut reader = Reader::new(text);
            reader.visit_program(&parsed.program);
            reader.code
        };
        let parsed = thread::scope(|scope| {
            let thread = thread::Builder::new().stack_size(PARSER_STACK);
            thread.spawn_scoped(scope, parse).ok()?.join().ok()
        });
        parsed.unwrap_or_else(|| Self::of_text(text))
    }

    /// Knows the text alone, of a file that may not parse.
    pub(super) fn of_text(text: &str) -> Self {
        Reader::new(text).code
    }

    /// `Stock.adjust` for the method `adjust` that holds this line.
    pub(super) fn method(&self, name: &str, line: u32) -> Option<String> {
        let lines = self.lines.get((line as usize).checked_sub(1)?..)?;
        let start = *lines.first()?;
        let end = lines.get(1).copied().unwrap_or(usize::MAX);
        let holds = |span: Span| (span.start as usize) < end && span.end as usize > start;
        let mut around = self
            .methods
            .iter()
            .filter(|(span, method)| holds(*span) && method.name == name);
        around.next_back().map(|(_, method)| method.label.clone())
    }

    /// Where V8 stands in a call: at its name or its `new`. The engine stands at the last name in the arguments.
    pub(super) fn place_of_call(&self, line: u32, column: u32) -> Option<(u32, u32)> {
        let key = self.call(line, column)?.key as usize;
        let above = self.lines.partition_point(|&start| start <= key);
        let start = self.lines.get(above.checked_sub(1)?)?;
        Some((u32::try_from(above).ok()?, u32::try_from(key - start).ok()? + 1))
    }

    /// The call whose callee holds this place, else the one whose arguments do.
    pub(super) fn call(&self, line: u32, column: u32) -> Option<&Call> {
        let at = self.offset(line, column)?;
        innermost(&self.calls, at).or_else(|| self.around(at, |_| true))
    }

    /// The call of this function, one of the engine's own, around this place.
    pub(super) fn call_of(&self, function: &str, line: u32, column: u32) -> Option<&Call> {
        self.around(self.offset(line, column)?, |call| call.callee.ends_with(function))
    }

    /// The text before a place, and from there on.
    pub(super) fn around_place(&self, line: u32, column: u32) -> Option<(&str, &str)> {
        self.text.split_at_checked(self.offset(line, column)?)
    }

    fn around(&self, at: usize, is_it: impl Fn(&Call) -> bool) -> Option<&Call> {
        let calls = self.calls.iter().map(|(_, call)| call);
        let around = calls.filter(|call| contains(call.span, at) && is_it(call));
        around.min_by_key(|call| call.span.end - call.span.start)
    }

    /// What is iterated in the statement at this place, or at its first place behind.
    pub(super) fn iterated(&self, line: u32, column: u32) -> Option<&Iterated> {
        at_or_behind(&self.iterated, self.offset(line, column)?)
    }

    pub(super) fn destructured(&self, line: u32, column: u32) -> Option<&Destructured> {
        at_or_behind(&self.destructured, self.offset(line, column)?)
    }

    pub(super) fn assigned(&self, line: u32, column: u32) -> Option<&String> {
        innermost(&self.assigned, self.offset(line, column)?)
    }

    pub(super) fn operands(&self, line: u32, column: u32) -> Option<&Operands> {
        innermost(&self.operands, self.offset(line, column)?)
    }

    fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let start = self.lines.get((line as usize).checked_sub(1)?)?;
        Some(start + (column as usize).saturating_sub(1))
    }
}

/// The last name in what is called.
fn name_of(callee: &Expression<'_>) -> Span {
    match callee {
        Expression::StaticMemberExpression(member) => member.property.span,
        Expression::ParenthesizedExpression(inner) => name_of(&inner.expression),
        other => other.span(),
    }
}

fn contains(span: Span, at: usize) -> bool {
    (span.start as usize..span.end as usize).contains(&at)
}

fn innermost<T>(found: &[(Span, T)], at: usize) -> Option<&T> {
    let around = found.iter().filter(|(span, _)| contains(*span, at));
    around
        .min_by_key(|(span, _)| span.end - span.start)
        .map(|(_, what)| what)
}

/// The engine often knows only the beginning of what goes wrong.
fn at_or_behind<T>(found: &[(Span, T)], at: usize) -> Option<&T> {
    innermost(found, at).or_else(|| {
        let behind = found.iter().filter(|(span, _)| span.start as usize >= at);
        behind.min_by_key(|(span, _)| span.start).map(|(_, what)| what)
    })
}

struct Reader<'t> {
    text: &'t str,
    /// The class around, if it has a name.
    class: Option<String>,
    code: Code,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let code = Code {
            text: text.to_owned(),
            lines: lines.collect(),
            methods: Vec::new(),
            calls: Vec::new(),
            iterated: Vec::new(),
            destructured: Vec::new(),
            assigned: Vec::new(),
            operands: Vec::new(),
        };
        Self {
            text,
            class: None,
            code,
        }
    }

    fn printed(&self, node: &Expression<'_>) -> String {
        printed::expression(node, self.text)
    }

    fn call(&mut self, kind: CallKind, span: Span, callee: &Expression<'_>, arguments: &[Argument<'_>]) {
        for argument in arguments {
            if let Argument::SpreadElement(spread) = argument {
                self.iterated(spread.span, &spread.argument, true);
            }
        }
        let arguments = arguments.iter().filter_map(Argument::as_expression);
        let call = Call {
            kind,
            span,
            key: match kind {
                CallKind::New => span.start,
                CallKind::Call => name_of(callee).start,
            },
            callee: self.printed(callee),
            arguments: arguments.map(|argument| self.printed(argument)).collect(),
        };
        self.code.calls.push((callee.span(), call));
    }

    fn iterated(&mut self, span: Span, node: &Expression<'_>, spread_into_call: bool) {
        let called = match node {
            Expression::CallExpression(call) => Some(self.printed(&call.callee)),
            _ => None,
        };
        let iterated = Iterated {
            printed: self.printed(node),
            called,
            spread_into_call,
        };
        self.code.iterated.push((span, iterated));
    }

    fn destructured(&mut self, span: Span, pattern: &ObjectPattern<'_>, of: Option<String>) {
        let first = pattern.properties.first();
        let property = first.and_then(|property| property.key.static_name());
        let property = property.map(|name| name.to_string());
        self.code.destructured.push((span, Destructured { property, of }));
    }
}

impl<'a> Visit<'a> for Reader<'_> {
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
        self.iterated(spread.span, &spread.argument, false);
        walk::walk_spread_element(self, spread);
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        let head = Span::new(statement.span.start, statement.right.span().end);
        self.iterated(head, &statement.right, false);
        walk::walk_for_of_statement(self, statement);
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        match (&declarator.id, &declarator.init) {
            (BindingPattern::ObjectPattern(pattern), Some(value)) => {
                let of = self.printed(value);
                self.destructured(declarator.span, pattern, Some(of));
            }
            (BindingPattern::ArrayPattern(_), Some(value)) => self.iterated(declarator.span, value, false),
            _ => {}
        }
        walk::walk_variable_declarator(self, declarator);
    }

    fn visit_formal_parameter(&mut self, parameter: &FormalParameter<'a>) {
        if let BindingPattern::ObjectPattern(pattern) = &parameter.pattern {
            self.destructured(parameter.span, pattern, None);
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
            self.code.assigned.push((assignment.span, name));
        }
        walk::walk_assignment_expression(self, assignment);
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        if binary.operator == BinaryOperator::In {
            let bare = |node: &Expression<'_>| match node {
                Expression::StringLiteral(literal) => literal.value.to_string(),
                other => self.printed(other),
            };
            let operands = Operands {
                left: bare(&binary.left),
                right: bare(&binary.right),
            };
            self.code.operands.push((binary.span, operands));
        }
        walk::walk_binary_expression(self, binary);
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        let name = class.name().map(|name| name.to_string());
        let around = std::mem::replace(&mut self.class, name);
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
            self.code
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
            self.code.methods.push((function.span, method));
        }
        walk::walk_object_property(self, property);
    }
}
