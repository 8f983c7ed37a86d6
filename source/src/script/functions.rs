//! The callables of a file's top level, in whichever way they are written.

use oxc_ast::ast::{
    BindingIdentifier, BindingPattern, Declaration, ExportDefaultDeclarationKind, Expression,
    FormalParameters, Program, Statement, VariableDeclaration,
};

use super::Script;
use crate::function::{Function, Parameter, ParameterKind};

/// Functions first and variables after them, since a variable gets its value when the declarations stand already.
pub(super) fn find(script: &Script, program: &Program) -> Vec<Function> {
    let mut declared = Vec::new();
    let mut assigned = Vec::new();
    for statement in &program.body {
        match statement {
            Statement::ExportDeclaration(export) => {
                from_declaration(script, &export.declaration, &mut declared, &mut assigned);
            }
            Statement::ExportDefaultDeclaration(export) => {
                if let ExportDefaultDeclarationKind::FunctionDeclaration(function) = &export.declaration
                    && let Some(id) = &function.id
                {
                    declared.push(function_of(script, id, &function.params));
                }
            }
            _ => {
                if let Some(declaration) = statement.as_declaration() {
                    from_declaration(script, declaration, &mut declared, &mut assigned);
                }
            }
        }
    }
    declared.append(&mut assigned);
    declared
}

fn from_declaration(
    script: &Script,
    declaration: &Declaration,
    declared: &mut Vec<Function>,
    assigned: &mut Vec<Function>,
) {
    match declaration {
        Declaration::FunctionDeclaration(function) => {
            if let Some(id) = &function.id {
                declared.push(function_of(script, id, &function.params));
            }
        }
        Declaration::VariableDeclaration(variables) => from_variables(script, variables, assigned),
        _ => {}
    }
}

fn from_variables(script: &Script, variables: &VariableDeclaration, assigned: &mut Vec<Function>) {
    for variable in &variables.declarations {
        let (BindingPattern::BindingIdentifier(id), Some(value)) = (&variable.id, &variable.init) else {
            continue;
        };
        match value.get_inner_expression() {
            Expression::FunctionExpression(function) => {
                assigned.push(function_of(script, id, &function.params))
            }
            Expression::ArrowFunctionExpression(arrow) => {
                assigned.push(function_of(script, id, &arrow.params))
            }
            _ => {}
        }
    }
}

fn function_of(script: &Script, id: &BindingIdentifier, parameters: &FormalParameters) -> Function {
    Function {
        name: id.name.to_string(),
        place: script.place(id.span.start),
        parameters: parameters_of(parameters),
        returns: None,
        description: None,
        reads_arguments: false,
    }
}

fn parameters_of(parameters: &FormalParameters) -> Vec<Parameter> {
    let rest = parameters.rest.as_ref().map(|rest| Parameter {
        name: rest
            .rest
            .argument
            .get_identifier_name()
            .map(|name| name.to_string()),
        kind: ParameterKind::Rest,
        optional: true,
        ty: None,
        description: None,
    });
    parameters
        .items
        .iter()
        .map(|parameter| Parameter {
            name: parameter
                .pattern
                .get_identifier_name()
                .map(|name| name.to_string()),
            kind: match &parameter.pattern {
                BindingPattern::BindingIdentifier(_) => ParameterKind::Plain,
                _ => ParameterKind::Destructured,
            },
            optional: parameter.optional || parameter.initializer.is_some(),
            ty: None,
            description: None,
        })
        .chain(rest)
        .collect()
}
