use super::fault::Fault;

/// A formula as a tree.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    Number(f64),
    Text(String),
    Boolean(bool),
    /// A sheet's name, if one is given, and `A1`, `A1:B2`, `A:A` or the name of a range.
    Reference(Option<String>, String),
    /// From the cell of the first reference to that of the second, where these are computed: `A1:INDEX(B:B,3)`.
    Span(Box<Expression>, Box<Expression>),
    Call(CallExpression),
    /// Rows of values in braces.
    Array(Vec<Vec<Expression>>),
    Unary(&'static str, Box<Expression>),
    /// A first operand, and those that operators of one level join to it, from left to right.
    Chain(Box<Expression>, Vec<(&'static str, Expression)>),
    /// `#REF!`
    Fault(Fault),
    /// An argument that was left out.
    Missing,
}

/// A call of a function, whose name is in capitals.
#[derive(Clone, Debug)]
pub(super) struct CallExpression {
    pub(super) name: String,
    pub(super) arguments: Vec<Expression>,
}

impl Expression {
    /// Every reference in it.
    pub(super) fn references(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        let mut left = vec![self];
        while let Some(expression) = left.pop() {
            match expression {
                Self::Reference(..) => found.push(expression),
                Self::Unary(_, operand) => left.push(operand),
                Self::Span(one, other) => left.extend([&**one, &**other]),
                Self::Chain(first, others) => {
                    left.push(first);
                    left.extend(others.iter().map(|(_, operand)| operand));
                }
                Self::Call(call) => left.extend(&call.arguments),
                Self::Array(rows) => left.extend(rows.iter().flatten()),
                Self::Number(_) | Self::Text(_) | Self::Boolean(_) | Self::Fault(_) | Self::Missing => {}
            }
        }
        found
    }
}
