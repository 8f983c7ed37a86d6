//! Reads the type of a whole function, as `@type` gives it.

use super::{
    tokens::{Token, tokens},
    type_expression::{Parser, Typed},
};
use crate::types::Type;

/// `function(T, U=): V`, or `(a: T, b?: U) => V`.
#[derive(Debug, PartialEq)]
pub(super) struct FunctionType {
    pub(super) parameters: Vec<Typed>,
    pub(super) returns: Option<Type>,
}

/// Nothing if the text is not the type of a function.
pub(super) fn function_type(text: &str) -> Option<FunctionType> {
    let tokens = tokens(text)?;
    let mut parser = Parser::new(&tokens);
    let _ = parser.mark('!') || parser.mark('?');
    let read = if parser.name("function") {
        closure(&mut parser)
    } else {
        arrow(&mut parser)
    };
    read.filter(|_| parser.is_at_end())
}

/// `(T, U=, ...V): W`
fn closure(parser: &mut Parser) -> Option<FunctionType> {
    parser.mark('(').then_some(())?;
    let mut parameters = Vec::new();
    while !parser.mark(')') {
        if parser.name("this") || parser.name("new") {
            parser.mark(':').then_some(())?;
            parser.ty()?;
        } else {
            let repeated = parser.takes(&Token::Rest);
            let ty = parser.ty()?;
            parameters.push(Typed {
                ty,
                optional: parser.mark('='),
                repeated,
            });
        }
        parser.mark(',');
    }
    let returns = if parser.mark(':') {
        Some(parser.ty()?)
    } else {
        None
    };
    Some(FunctionType { parameters, returns })
}

/// `(a: T, b?: U, ...c: V[]) => W`
fn arrow(parser: &mut Parser) -> Option<FunctionType> {
    parser.mark('(').then_some(())?;
    let mut parameters = Vec::new();
    while !parser.mark(')') {
        let repeated = parser.takes(&Token::Rest);
        parser.any_name().then_some(())?;
        let optional = parser.mark('?');
        let ty = if parser.mark(':') { parser.ty()? } else { Type::Any };
        parameters.push(Typed {
            ty: if repeated { ty.into_element() } else { ty },
            optional,
            repeated,
        });
        parser.mark(',');
    }
    parser.takes(&Token::Arrow).then_some(())?;
    Some(FunctionType {
        parameters,
        returns: Some(parser.ty()?),
    })
}

#[cfg(test)]
mod tests {
    use super::{FunctionType, Typed, function_type};
    use crate::types::Type::{self, Number, String};

    fn parameter(ty: Type, optional: bool, repeated: bool) -> Typed {
        Typed {
            ty,
            optional,
            repeated,
        }
    }

    #[test]
    fn reads_both_notations() {
        let function = |parameters, returns| Some(FunctionType { parameters, returns });
        for (text, expected) in [
            ("function()", function(vec![], None)),
            ("function(): string", function(vec![], Some(String))),
            (
                "!function(this:Foo, number, string=): number",
                function(
                    vec![parameter(Number, false, false), parameter(String, true, false)],
                    Some(Number),
                ),
            ),
            (
                "function(...string)",
                function(vec![parameter(String, false, true)], None),
            ),
            (
                "(a: number, b?: string) => number",
                function(
                    vec![parameter(Number, false, false), parameter(String, true, false)],
                    Some(Number),
                ),
            ),
            (
                "(...a: string[]) => void",
                function(vec![parameter(String, false, true)], Some(Type::Undefined)),
            ),
            ("(a: number)", None),
            ("(a: number) => ", None),
            ("function(", None),
            ("function(number", None),
            ("string", None),
            ("", None),
        ] {
            assert_eq!(function_type(text), expected, "{text}");
        }
    }
}
