//! The callables of a file's global scope, in whichever way they are written.

use std::collections::HashSet;

use oxc_ast::ast::{
    AssignmentExpression, AssignmentTarget, BindingPattern, Declaration, ExportDefaultDeclarationKind,
    Expression, FormalParameters, FunctionBody, ImportDeclarationSpecifier, Program, Statement,
    TSTypeAnnotation, TSTypeParameterDeclaration, VariableDeclaration, VariableDeclarator,
};
use oxc_span::{GetSpan, Span};

use super::{
    arguments::reads_arguments,
    comments::Comments,
    expressions::{is_global, may_be_function},
    parameters,
    script_file::ScriptFile,
    typescript::TypeReader,
};
use crate::{function::Function, jsdoc::FunctionDoc, types::Type};

/// Blocks in blocks that are looked into.
const BLOCKS: usize = 100;

/// What a file puts into the global scope.
#[derive(Default)]
pub(super) struct Globals {
    /// Function declarations: they stand before any code runs.
    declared: Vec<Function>,
    /// Functions that are values of variables.
    assigned: Vec<Function>,
    /// Variables whose value may be a function, for all that can be seen.
    pub(super) opaque: Vec<String>,
}

/// A function, in whichever way it is written.
struct Callable<'c, 'a> {
    parameters: &'c FormalParameters<'a>,
    body: Option<&'c FunctionBody<'a>>,
    returns: Option<&'c TSTypeAnnotation<'a>>,
    generics: Option<&'c TSTypeParameterDeclaration<'a>>,
    is_arrow: bool,
    /// Its class, if it is a generator.
    generator: Option<&'static str>,
}

/// Looks through the top level of a file.
struct Finder<'s> {
    script: &'s ScriptFile<'s>,
    /// See [`Survey`](super::survey::Survey).
    exposed: &'s HashSet<String>,
    comments: &'s Comments<'s>,
    globals: Globals,
    blocks: usize,
}

impl Globals {
    pub(super) fn of(
        script: &ScriptFile,
        exposed: &HashSet<String>,
        comments: &Comments,
        program: &Program,
    ) -> Self {
        let mut finder = Finder {
            script,
            exposed,
            comments,
            globals: Self::default(),
            blocks: 0,
        };
        for statement in &program.body {
            finder.statement(statement);
        }
        finder.globals.opaque.extend(exposed.iter().cloned());
        finder.globals
    }

    /// In the order in which they get their values.
    pub(super) fn functions(self) -> impl Iterator<Item = Function> {
        self.declared.into_iter().chain(self.assigned)
    }
}

impl Finder<'_> {
    fn statement(&mut self, statement: &Statement) {
        let start = statement.span().start;
        match statement {
            Statement::ExportDeclaration(export) => self.declaration(start, &export.declaration),
            Statement::ExportDefaultDeclaration(export) => {
                if let ExportDefaultDeclarationKind::FunctionDeclaration(function) = &export.declaration {
                    self.function_declaration(start, function);
                }
            }
            Statement::ExpressionStatement(expression) => {
                if let Expression::AssignmentExpression(_) = expression.expression.get_inner_expression() {
                    self.value(Vec::new(), &[start], &expression.expression);
                }
            }
            Statement::ImportDeclaration(import) => {
                for specifier in import.specifiers.iter().flatten() {
                    let local = match specifier {
                        ImportDeclarationSpecifier::ImportSpecifier(specifier) => &specifier.local,
                        ImportDeclarationSpecifier::ImportDefaultSpecifier(specifier) => &specifier.local,
                        ImportDeclarationSpecifier::ImportNamespaceSpecifier(specifier) => &specifier.local,
                    };
                    self.globals.opaque.push(local.name.to_string());
                }
            }
            _ => match statement.as_declaration() {
                Some(declaration) => self.declaration(start, declaration),
                None => self.block(statement),
            },
        }
    }

    /// A `var` and, outside of strict mode, a function that stands in a block are global too.
    fn block(&mut self, statement: &Statement) {
        if self.blocks == BLOCKS {
            return;
        }
        self.blocks += 1;
        match statement {
            Statement::BlockStatement(block) => self.in_block(&block.body),
            Statement::IfStatement(choice) => {
                self.block(&choice.consequent);
                if let Some(alternate) = &choice.alternate {
                    self.block(alternate);
                }
            }
            Statement::TryStatement(attempt) => {
                self.in_block(&attempt.block.body);
                if let Some(handler) = &attempt.handler {
                    self.in_block(&handler.body.body);
                }
                if let Some(finalizer) = &attempt.finalizer {
                    self.in_block(&finalizer.body);
                }
            }
            Statement::LabeledStatement(labeled) => self.block(&labeled.body),
            Statement::FunctionDeclaration(_) | Statement::ExpressionStatement(_) => {
                self.statement(statement)
            }
            _ => {}
        }
        self.blocks -= 1;
    }

    fn in_block(&mut self, statements: &[Statement]) {
        for statement in statements {
            let is_global = match statement {
                Statement::VariableDeclaration(variables) => variables.kind.is_var(),
                Statement::FunctionDeclaration(_) | Statement::ExpressionStatement(_) => true,
                _ => false,
            };
            if is_global {
                self.statement(statement);
            } else {
                self.block(statement);
            }
        }
    }

    fn declaration(&mut self, start: u32, declaration: &Declaration) {
        match declaration {
            Declaration::FunctionDeclaration(function) => self.function_declaration(start, function),
            Declaration::VariableDeclaration(variables) if !variables.declare => {
                self.variables(start, variables)
            }
            Declaration::TSImportEqualsDeclaration(import) => {
                self.globals.opaque.push(import.id.name.to_string())
            }
            _ => {}
        }
    }

    fn function_declaration(&mut self, start: u32, function: &oxc_ast::ast::Function) {
        if let Some(id) = function.id.as_ref().filter(|_| !function.declare) {
            let starts = [start, function.span.start];
            let mut found = self.function(id.name.to_string(), id.span, &starts, &callable(function));
            // A bundler writes `function f() {}` for Google to see, and gives the global `f` its value in the bundle.
            let is_empty = function
                .body
                .as_ref()
                .is_some_and(|body| body.statements.is_empty());
            found.reads_arguments |= is_empty && self.exposed.contains(id.name.as_str());
            self.globals.declared.push(found);
        }
    }

    fn variables(&mut self, start: u32, variables: &VariableDeclaration) {
        for (at, variable) in variables.declarations.iter().enumerate() {
            // The comment before the statement is about its first variable.
            let starts = [
                if at == 0 { start } else { variable.span.start },
                variable.span.start,
            ];
            self.variable(&starts, variable);
        }
    }

    fn variable(&mut self, starts: &[u32], variable: &VariableDeclarator) {
        let BindingPattern::BindingIdentifier(id) = &variable.id else {
            let names = variable.id.get_binding_identifiers();
            let names = names.iter().map(|id| id.name.to_string());
            self.globals.opaque.extend(names);
            return;
        };
        if let Some(value) = &variable.init {
            self.value(vec![(id.name.to_string(), id.span)], starts, value);
        }
    }

    /// Names get a value; comments about it may stand before any of the `starts`, or before the value.
    fn value(&mut self, mut names: Vec<(String, Span)>, starts: &[u32], value: &Expression) {
        let mut value = value.get_inner_expression();
        while let Expression::AssignmentExpression(assignment) = value {
            names.extend(target(assignment));
            value = assignment.right.get_inner_expression();
        }
        let starts: Vec<u32> = starts.iter().copied().chain([value.span().start]).collect();
        let callable = match value {
            Expression::FunctionExpression(function) => callable(function),
            Expression::ArrowFunctionExpression(arrow) => Callable {
                parameters: &arrow.params,
                body: None,
                returns: arrow.return_type.as_deref(),
                generics: arrow.type_parameters.as_deref(),
                is_arrow: true,
                generator: None,
            },
            _ if may_be_function(value) => {
                self.globals
                    .opaque
                    .extend(names.into_iter().map(|(name, _)| name));
                return;
            }
            _ => return,
        };
        for (name, span) in names.into_iter().rev() {
            let found = self.function(name, span, &starts, &callable);
            self.globals.assigned.push(found);
        }
    }

    fn function(&self, name: String, span: Span, starts: &[u32], callable: &Callable) -> Function {
        let script = self.script;
        let types = TypeReader::new(self.comments, callable.generics);
        let doc = self.comments.about(starts);
        let doc = doc.map(|comment| FunctionDoc::of(&comment)).unwrap_or_default();
        let mut parameters = parameters::of(callable.parameters, &types);
        doc.describe(&mut parameters);
        let returns = callable
            .returns
            .map(|annotation| types.read(&annotation.type_annotation));
        Function {
            name,
            place: script.place(span.start),
            parameters,
            // What calls a generator gets that, and no value that it returns.
            returns: match callable.generator {
                Some(class) => Some(Type::Named(class.to_owned())),
                None => returns.or(doc.returns),
            },
            description: doc.description,
            reads_arguments: !callable.is_arrow
                && reads_arguments(script.code, callable.parameters, callable.body),
        }
    }
}

/// The global name that an assignment gives a value to.
fn target(assignment: &AssignmentExpression) -> Option<(String, Span)> {
    match &assignment.left {
        AssignmentTarget::AssignmentTargetIdentifier(id) => Some((id.name.to_string(), id.span)),
        AssignmentTarget::StaticMemberExpression(member) if is_global(&member.object) => {
            Some((member.property.name.to_string(), member.property.span))
        }
        AssignmentTarget::ComputedMemberExpression(member) if is_global(&member.object) => {
            match &member.expression {
                Expression::StringLiteral(name) => Some((name.value.to_string(), name.span)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn callable<'c, 'a>(function: &'c oxc_ast::ast::Function<'a>) -> Callable<'c, 'a> {
    Callable {
        parameters: &function.params,
        body: function.body.as_deref(),
        returns: function.return_type.as_deref(),
        generics: function.type_parameters.as_deref(),
        is_arrow: false,
        generator: function.generator.then_some(if function.r#async {
            "AsyncGenerator"
        } else {
            "Generator"
        }),
    }
}
