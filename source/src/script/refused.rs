//! What the parser accepts and Apps Script's V8 refuses, by Google's own documentation.

use oxc_ast::ast::{MethodDefinition, Program, PropertyDefinition};
use oxc_ast_visit::{Visit, walk};

use super::Script;
use crate::finding::Warning;

pub(super) fn find(script: &Script, program: &Program) -> Vec<Warning> {
    let mut finder = Finder {
        script,
        warnings: Vec::new(),
    };
    finder.visit_program(program);
    finder.warnings
}

struct Finder<'s> {
    script: &'s Script<'s>,
    warnings: Vec<Warning>,
}

impl Finder<'_> {
    fn warn(&mut self, offset: u32, message: String) {
        self.warnings.push(Warning {
            place: self.script.place(offset),
            message,
        });
    }
}

impl<'a> Visit<'a> for Finder<'_> {
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
}

fn private(name: &str) -> String {
    format!("Apps Script refuses private members of classes: name it `{name}_` in place of `#{name}`")
}

fn static_field() -> String {
    "Apps Script refuses static fields of classes: assign it after the class, as in `Name.field = value`"
        .to_owned()
}
