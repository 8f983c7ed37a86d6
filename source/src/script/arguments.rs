//! Whether a function reads `arguments`: it may then take other arguments than its parameters say.

use oxc_ast::ast::{
    Expression, FormalParameters, Function, FunctionBody, IdentifierReference, PropertyDefinition, Statement,
    StaticBlock, TSType,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan;
use oxc_syntax::scope::ScopeFlags;

use super::depth::Depth;

/// Its own parameters and body, with the arrow functions in them: those have no `arguments` of their own.
pub(super) fn reads_arguments(
    code: &str,
    parameters: &FormalParameters,
    body: Option<&FunctionBody>,
) -> bool {
    let mut reader = Reader::default();
    let span = body.map_or(parameters.span, |body| body.span.merge(parameters.span()));
    if !code
        .get(span.start as usize..span.end as usize)
        .is_some_and(|text| text.contains("arguments"))
    {
        return false;
    }
    reader.visit_formal_parameters(parameters);
    if let Some(body) = body {
        reader.visit_function_body(body);
    }
    reader.found
}

#[derive(Default)]
struct Reader {
    found: bool,
    depth: Depth,
}

impl<'a> Visit<'a> for Reader {
    fn visit_identifier_reference(&mut self, identifier: &IdentifierReference<'a>) {
        self.found |= identifier.name == "arguments";
    }

    fn visit_expression(&mut self, expression: &Expression<'a>) {
        if self.depth.enter() {
            walk::walk_expression(self, expression);
            self.depth.leave();
        } else {
            self.found = true;
        }
    }

    fn visit_statement(&mut self, statement: &Statement<'a>) {
        if self.depth.enter() {
            walk::walk_statement(self, statement);
            self.depth.leave();
        } else {
            self.found = true;
        }
    }

    fn visit_function(&mut self, _: &Function<'a>, _: ScopeFlags) {}

    fn visit_property_definition(&mut self, property: &PropertyDefinition<'a>) {
        self.visit_property_key(&property.key);
    }

    fn visit_static_block(&mut self, _: &StaticBlock<'a>) {}

    fn visit_ts_type(&mut self, _: &TSType<'a>) {}
}
