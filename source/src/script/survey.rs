//! What can stand anywhere in a file: what Apps Script's V8 refuses, by Google's own documentation, though the parser
//! accepts it, and values that bundled code gives to the global object.

use std::collections::HashSet;

use oxc_ast::ast::{
    AssignmentExpression, AssignmentTarget, CallExpression, Class, Expression, Function, MethodDefinition,
    Program, PropertyDefinition, Statement, TSType,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan;
use oxc_syntax::scope::ScopeFlags;

use super::{
    depth::Depth,
    expressions::{is_global, may_be_function},
    script_file::ScriptFile,
};
use crate::finding::Warning;

const IMPORT: &str =
    "Apps Script has no modules: all files share one scope, so leave `import` out, or push a bundle";
const EXPORT: &str =
    "Apps Script has no modules: all files share one scope, so leave `export` out, or push a bundle";

/// What was found.
pub(super) struct Survey<'s> {
    script: &'s ScriptFile<'s>,
    pub(super) warnings: Vec<Warning>,
    /// The names that `global.name = …` or the like gives a value to.
    pub(super) exposed: HashSet<String>,
    /// The functions and classes around, in which `this` is not the global object.
    own_this: usize,
    /// Where a function begins that is called on the spot, with the global object as its `this`.
    called: Option<u32>,
    depth: Depth,
}

impl<'s> Survey<'s> {
    pub(super) fn of(script: &'s ScriptFile<'s>, program: &Program) -> Self {
        let mut survey = Self {
            script,
            warnings: Vec::new(),
            exposed: HashSet::new(),
            own_this: 0,
            called: None,
            depth: Depth::default(),
        };
        for declaration in program.body.iter().filter_map(Statement::as_module_declaration) {
            let message = if declaration.is_import() { IMPORT } else { EXPORT };
            survey.warn(declaration.span().start, message.to_owned());
        }
        survey.visit_program(program);
        survey
    }

    fn warn(&mut self, offset: u32, message: String) {
        self.warnings.push(Warning {
            place: self.script.place(offset),
            message,
        });
    }
}

impl<'a> Visit<'a> for Survey<'_> {
    fn visit_property_definition(&mut self, property: &PropertyDefinition<'a>) {
        if let Some(name) = property.key.private_name() {
            self.warn(property.span.start, private(&name));
        } else if property.r#static {
            self.warn(property.span.start, static_field());
        }
        walk::walk_property_definition(self, property);
    }

    fn visit_method_definition(&mut self, method: &MethodDefinition<'a>) {
        if let Some(name) = method.key.private_name() {
            self.warn(method.span.start, private(&name));
        }
        walk::walk_method_definition(self, method);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        if let AssignmentTarget::StaticMemberExpression(member) = &assignment.left
            && is_global(&member.object)
            && (self.own_this == 0 || !matches!(member.object, Expression::ThisExpression(_)))
            && may_be_function(assignment.right.get_inner_expression())
        {
            self.exposed.insert(member.property.name.to_string());
        }
        walk::walk_assignment_expression(self, assignment);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        let callee = match call.callee.get_inner_expression() {
            // `(function () { … }).call(this)`
            Expression::StaticMemberExpression(member) => member.object.get_inner_expression(),
            callee => callee,
        };
        self.called = Some(callee.span().start);
        walk::walk_call_expression(self, call);
    }

    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        let owns = usize::from(self.called != Some(function.span.start));
        self.own_this += owns;
        walk::walk_function(self, function, flags);
        self.own_this -= owns;
    }

    fn visit_class(&mut self, class: &Class<'a>) {
        self.own_this += 1;
        walk::walk_class(self, class);
        self.own_this -= 1;
    }

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

    fn visit_ts_type(&mut self, _: &TSType<'a>) {}
}

fn private(name: &str) -> String {
    format!("Apps Script refuses private members of classes: name it `{name}_` in place of `#{name}`")
}

fn static_field() -> String {
    "Apps Script refuses static fields of classes: assign it after the class, as in `Name.field = value`"
        .to_owned()
}
