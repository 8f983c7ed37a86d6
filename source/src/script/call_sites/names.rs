//! What a file shows of the functions that it calls.

use std::collections::{HashMap, HashSet};

use oxc_ast::ast::{
    AssignmentTargetPropertyIdentifier, BindingIdentifier, BindingPattern, Class, Expression, Function,
    MemberExpression, ObjectPropertyKind, Program, SimpleAssignmentTarget, Statement, VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};
use oxc_syntax::scope::ScopeFlags;

use super::site::Callee;
use crate::script::depth::Depth;

/// The names of a file: what each is bound to, wherever in the file that is. A name that is bound twice may be
/// either.
#[derive(Default)]
pub(super) struct Names {
    bound: HashMap<String, Bound>,
    /// Variables that get a value after their declaration.
    assigned: HashSet<String>,
    /// Properties that get a value.
    assigned_properties: HashSet<String>,
    depth: Depth,
}

/// What a name is bound to.
enum Bound {
    /// A function or a class.
    Function,
    /// A literal or a new object of this class of the language.
    Value(&'static str),
    /// An object, with these methods.
    Object(HashSet<String>),
    /// Anything.
    Other,
}

impl Names {
    pub(super) fn of(program: &Program<'_>) -> Self {
        let mut names = Self::default();
        names.visit_program(program);
        names
    }

    /// What is known of an expression that is called.
    pub(super) fn callee(&self, callee: &Expression<'_>) -> Callee {
        match callee.get_inner_expression() {
            Expression::Identifier(name) => self.variable(&name.name),
            node => match node.as_member_expression() {
                Some(member) => self.member(member),
                None => Callee::Unknown,
            },
        }
    }

    fn variable(&self, name: &str) -> Callee {
        match self.bound.get(name) {
            None => self.global(&[name]),
            Some(Bound::Function) if !self.assigned.contains(name) => Callee::Function,
            Some(_) => Callee::Unknown,
        }
    }

    fn member(&self, member: &MemberExpression<'_>) -> Callee {
        let Some(method) = member.static_property_name() else {
            return Callee::Unknown;
        };
        let object = member.object().get_inner_expression();
        if let Some(class) = class_of(object) {
            return self.global(&[class, "prototype", method]);
        }
        let Some(path) = path_of(object) else {
            return Callee::Unknown;
        };
        let root = path.first().copied().unwrap_or_default();
        match self.bound.get(root) {
            None => {
                let path: Vec<&str> = path.into_iter().chain([method]).collect();
                self.global(&path)
            }
            Some(_) if self.assigned.contains(root) || path.len() > 1 => Callee::Unknown,
            Some(Bound::Value(class)) => self.global(&[class, "prototype", method]),
            Some(Bound::Object(methods))
                if methods.contains(method) && !self.assigned_properties.contains(method) =>
            {
                Callee::Function
            }
            Some(_) => Callee::Unknown,
        }
    }

    fn global(&self, path: &[&str]) -> Callee {
        let is_replaced = path
            .first()
            .is_some_and(|root| self.assigned.contains(*root) || self.bound.contains_key(*root));
        if is_replaced {
            return Callee::Unknown;
        }
        Callee::Global(path.iter().map(|&name| name.to_owned()).collect())
    }

    fn bind(&mut self, name: &str, bound: Bound) {
        let is_function = matches!(bound, Bound::Function);
        self.bound
            .entry(name.to_owned())
            .and_modify(|before| {
                if !(is_function && matches!(before, Bound::Function)) {
                    *before = Bound::Other;
                }
            })
            .or_insert(bound);
    }
}

/// The class of the language of which a literal or a new object is.
fn class_of(node: &Expression<'_>) -> Option<&'static str> {
    const CONSTRUCTED: &[&str] = &["Date", "Map", "Set", "Array", "RegExp", "WeakMap", "WeakSet"];
    match node.get_inner_expression() {
        Expression::ArrayExpression(_) => Some("Array"),
        Expression::StringLiteral(_) | Expression::TemplateLiteral(_) => Some("String"),
        Expression::NumericLiteral(_) => Some("Number"),
        Expression::RegExpLiteral(_) => Some("RegExp"),
        Expression::NewExpression(new) => {
            let Expression::Identifier(name) = &new.callee else {
                return None;
            };
            CONSTRUCTED.iter().copied().find(|class| *class == name.name)
        }
        _ => None,
    }
}

/// The names in `a.b.c`.
fn path_of<'n>(node: &'n Expression<'_>) -> Option<Vec<&'n str>> {
    let mut node = node;
    let mut path = Vec::new();
    loop {
        match node {
            Expression::Identifier(name) => {
                path.push(name.name.as_str());
                path.reverse();
                return Some(path);
            }
            _ => {
                let member = node.as_member_expression()?;
                path.push(member.static_property_name()?);
                node = member.object();
            }
        }
    }
}

fn bound_to(value: Option<&Expression<'_>>) -> Bound {
    match value.map(Expression::get_inner_expression) {
        Some(
            Expression::FunctionExpression(_)
            | Expression::ArrowFunctionExpression(_)
            | Expression::ClassExpression(_),
        ) => Bound::Function,
        Some(Expression::ObjectExpression(object)) => {
            let methods = object.properties.iter().filter_map(|property| match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    let is_function = matches!(
                        property.value,
                        Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_)
                    );
                    let is_plain = property.kind == oxc_ast::ast::PropertyKind::Init;
                    let name = property.key.static_name()?;
                    (is_function && is_plain).then(|| name.to_string())
                }
                ObjectPropertyKind::SpreadProperty(_) => None,
            });
            Bound::Object(methods.collect())
        }
        Some(value) => class_of(value).map_or(Bound::Other, Bound::Value),
        None => Bound::Other,
    }
}

impl<'a> Visit<'a> for Names {
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

    fn visit_binding_identifier(&mut self, name: &BindingIdentifier<'a>) {
        self.bind(&name.name, Bound::Other);
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        match &declarator.id {
            BindingPattern::BindingIdentifier(name) => {
                self.bind(&name.name, bound_to(declarator.init.as_ref()));
                if let Some(value) = &declarator.init {
                    self.visit_expression(value);
                }
            }
            _ => walk::walk_variable_declarator(self, declarator),
        }
    }

    fn visit_function(&mut self, function: &Function<'a>, _: ScopeFlags) {
        if let Some(name) = &function.id {
            self.bind(&name.name, Bound::Function);
        }
        self.visit_formal_parameters(&function.params);
        if let Some(body) = &function.body {
            self.visit_function_body(body);
        }
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        if let Some(name) = &class.id {
            self.bind(&name.name, Bound::Function);
        }
        if let Some(heritage) = &class.heritage {
            self.visit_class_heritage(heritage);
        }
        self.visit_class_body(&class.body);
    }

    fn visit_simple_assignment_target(&mut self, target: &SimpleAssignmentTarget<'a>) {
        match target {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(name) => {
                self.assigned.insert(name.name.to_string());
            }
            other => {
                let name = other.as_member_expression();
                if let Some(name) = name.and_then(MemberExpression::static_property_name) {
                    self.assigned_properties.insert(name.to_owned());
                }
                walk::walk_simple_assignment_target(self, other);
            }
        }
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        target: &AssignmentTargetPropertyIdentifier<'a>,
    ) {
        self.assigned.insert(target.binding.name.to_string());
        walk::walk_assignment_target_property_identifier(self, target);
    }
}
