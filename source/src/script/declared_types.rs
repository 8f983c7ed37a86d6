//! The types that TypeScript gives names to at the top level of a file, and in namespaces there.

use oxc_ast::ast::{
    Declaration, ExportDefaultDeclarationKind, Expression, Program, Statement, TSEnumDeclaration,
    TSInterfaceDeclaration, TSNamespaceDeclaration, TSNamespaceDeclarationBody, TSType,
    TSTypeAliasDeclaration, VariableDeclaration,
};

use super::{
    comments::Comments,
    typescript::{TypeReader, path},
};
use crate::{
    jsdoc::definition_by_variable,
    named_types::{Declared, Interface},
    types::Type,
};

/// Namespaces in namespaces that are read.
const DEPTH: usize = 20;

struct Finder<'s> {
    comments: &'s Comments<'s>,
    /// The namespaces around, each with its dot.
    prefix: String,
    depth: usize,
    found: Vec<(String, Declared)>,
}

pub(super) fn find(comments: &Comments, program: &Program) -> Vec<(String, Declared)> {
    let mut finder = Finder {
        comments,
        prefix: String::new(),
        depth: 0,
        found: Vec::new(),
    };
    finder.statements(&program.body);
    finder.found
}

impl Finder<'_> {
    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            match statement {
                Statement::ExportDeclaration(export) => self.declaration(&export.declaration),
                Statement::ExportDefaultDeclaration(export) => {
                    if let ExportDefaultDeclarationKind::TSInterfaceDeclaration(interface) =
                        &export.declaration
                    {
                        self.interface(interface);
                    }
                }
                _ => {
                    if let Some(declaration) = statement.as_declaration() {
                        self.declaration(declaration);
                    }
                }
            }
        }
    }

    fn declaration(&mut self, declaration: &Declaration) {
        match declaration {
            Declaration::TSTypeAliasDeclaration(alias) => self.alias(alias),
            Declaration::TSInterfaceDeclaration(interface) => self.interface(interface),
            Declaration::TSEnumDeclaration(declared) => self.add(&declared.id.name, enum_type(declared)),
            Declaration::TSNamespaceDeclaration(namespace) => self.namespace(namespace),
            Declaration::VariableDeclaration(variables) => self.variable(variables),
            Declaration::TSGlobalDeclaration(global) if self.depth < DEPTH => {
                self.depth += 1;
                self.statements(&global.body.body);
                self.depth -= 1;
            }
            _ => {}
        }
    }

    /// `/** @typedef {T} */ let Name;`
    fn variable(&mut self, variables: &VariableDeclaration) {
        let comment = self.comments.before(variables.span.start);
        let defined = comment.and_then(|comment| definition_by_variable(&comment));
        let name = variables
            .declarations
            .first()
            .and_then(|first| first.id.get_identifier_name());
        if let (Some(ty), Some(name)) = (defined, name) {
            self.add(&name, Declared::Type(ty));
        }
    }

    fn namespace(&mut self, namespace: &TSNamespaceDeclaration) {
        if self.depth == DEPTH {
            return;
        }
        let outside = self.prefix.len();
        self.depth += 1;
        self.prefix.push_str(&namespace.id.name);
        self.prefix.push('.');
        match &namespace.body {
            TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => self.namespace(inner),
            TSNamespaceDeclarationBody::TSModuleBlock(block) => self.statements(&block.body),
        }
        self.prefix.truncate(outside);
        self.depth -= 1;
    }

    fn alias(&mut self, alias: &TSTypeAliasDeclaration) {
        let reader = TypeReader::new(self.comments, alias.type_parameters.as_deref());
        let declared = match &alias.type_annotation {
            TSType::TSIntersectionType(intersection) => intersected(&reader, &intersection.types),
            _ => None,
        };
        let declared = declared.unwrap_or_else(|| Declared::Type(reader.read(&alias.type_annotation)));
        self.add(&alias.id.name, declared);
    }

    fn interface(&mut self, interface: &TSInterfaceDeclaration) {
        let reader = TypeReader::new(self.comments, interface.type_parameters.as_deref());
        let members = reader.members(&interface.body.body);
        let parents: Option<Vec<_>> = interface
            .extends
            .iter()
            .map(|parent| path(&parent.type_name))
            .collect();
        let declared = match parents {
            _ if members.is_function => Declared::Type(Type::Function),
            None => Declared::Type(Type::Any),
            Some(extends) => Declared::Interface(Interface {
                fields: members.fields,
                values: members.values,
                extends,
            }),
        };
        self.add(&interface.id.name, declared);
    }

    fn add(&mut self, name: &str, declared: Declared) {
        self.found.push((format!("{}{name}", self.prefix), declared));
    }
}

/// `A & { b: T }`; nothing if one of its parts is neither a name nor a record.
fn intersected(reader: &TypeReader, types: &[TSType]) -> Option<Declared> {
    let mut interface = Interface::default();
    for ty in types {
        match reader.read(ty) {
            Type::Named(name) => interface.extends.push(name),
            Type::Record(fields) => interface.fields.extend(fields),
            _ => return None,
        }
    }
    Some(Declared::Interface(interface))
}

/// Numbers, where a member does not say that it is a text.
fn enum_type(declared: &TSEnumDeclaration) -> Declared {
    let members = declared
        .body
        .members
        .iter()
        .map(|member| match &member.initializer {
            Some(Expression::StringLiteral(_) | Expression::TemplateLiteral(_)) => Type::String,
            Some(Expression::NumericLiteral(_) | Expression::UnaryExpression(_)) | None => Type::Number,
            Some(_) => Type::Any,
        });
    Declared::Type(Type::union_of(members.collect()))
}
