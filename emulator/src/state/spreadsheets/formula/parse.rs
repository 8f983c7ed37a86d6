use super::token::{Token, tokens};

/// A formula as a tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Number(f64),
    Text(String),
    Boolean(bool),
    /// A sheet's name, if one is given, and `A1`, `A1:B2`, `A:A` or the name of a range.
    Reference(Option<String>, String),
    Call(String, Vec<Expression>),
    Unary(&'static str, Box<Expression>),
    Binary(&'static str, Box<Expression>, Box<Expression>),
    /// An argument that was left out.
    Missing,
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
                Self::Binary(_, one, other) => left.extend([&**one, &**other]),
                Self::Call(_, arguments) => left.extend(arguments),
                Self::Number(_) | Self::Text(_) | Self::Boolean(_) | Self::Missing => {}
            }
        }
        found
    }
}

/// How deep brackets may stand in each other.
const DEPTH: usize = 100;

/// Reads a formula; nothing, if it is none.
pub(super) fn parse(formula: &str) -> Option<Expression> {
    let tokens = tokens(formula.strip_prefix('=')?)?;
    let mut parser = Parser {
        tokens: &tokens,
        depth: 0,
    };
    let expression = parser.binary(0)?;
    parser.tokens.is_empty().then_some(expression)
}

struct Parser<'t> {
    tokens: &'t [Token],
    depth: usize,
}

/// Operators from the loosest to the tightest.
const LEVELS: [&[&str]; 5] = [
    &["=", "<>", "<", ">", "<=", ">="],
    &["&"],
    &["+", "-"],
    &["*", "/"],
    &["^"],
];

impl Parser<'_> {
    fn sign(&mut self, signs: &[&'static str]) -> Option<&'static str> {
        match self.tokens.split_first() {
            Some((Token::Sign(sign), rest)) if signs.contains(sign) => {
                self.tokens = rest;
                Some(sign)
            }
            _ => None,
        }
    }

    fn binary(&mut self, level: usize) -> Option<Expression> {
        let Some(signs) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        while let Some(sign) = self.sign(signs) {
            let right = self.binary(level + 1)?;
            left = Expression::Binary(sign, Box::new(left), Box::new(right));
        }
        Some(left)
    }

    fn unary(&mut self) -> Option<Expression> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let read = match self.sign(&["-", "+"]) {
            Some(sign) => Expression::Unary(sign, Box::new(self.unary()?)),
            None => {
                let mut operand = self.operand()?;
                while let Some(sign) = self.sign(&["%"]) {
                    operand = Expression::Unary(sign, Box::new(operand));
                }
                operand
            }
        };
        self.depth -= 1;
        Some(read)
    }

    fn operand(&mut self) -> Option<Expression> {
        if self.sign(&["("]).is_some() {
            let inner = self.binary(0)?;
            return self.sign(&[")"]).map(|_| inner);
        }
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        match first {
            Token::Text(text) => Some(Expression::Text(text.clone())),
            Token::Number(number) if self.sign(&[":"]).is_some() => self.range(None, number.to_string()),
            Token::Number(number) => Some(Expression::Number(*number)),
            Token::Sheet(sheet) => {
                self.sign(&["!"])?;
                self.reference(Some(sheet.clone()))
            }
            Token::Word(word) => self.word(word),
            Token::Sign(_) => None,
        }
    }

    fn word(&mut self, word: &str) -> Option<Expression> {
        if self.sign(&["("]).is_some() {
            return self
                .arguments()
                .map(|arguments| Expression::Call(word.to_uppercase(), arguments));
        }
        if self.sign(&["!"]).is_some() {
            return self.reference(Some(word.to_owned()));
        }
        if self.sign(&[":"]).is_some() {
            return self.range(None, word.to_owned());
        }
        match word.to_ascii_uppercase().as_str() {
            "TRUE" => Some(Expression::Boolean(true)),
            "FALSE" => Some(Expression::Boolean(false)),
            _ => Some(Expression::Reference(None, word.to_owned())),
        }
    }

    fn reference(&mut self, sheet: Option<String>) -> Option<Expression> {
        let start = self.end_of_range()?;
        if self.sign(&[":"]).is_some() {
            return self.range(sheet, start);
        }
        Some(Expression::Reference(sheet, start))
    }

    fn range(&mut self, sheet: Option<String>, start: String) -> Option<Expression> {
        let end = self.end_of_range()?;
        Some(Expression::Reference(sheet, format!("{start}:{end}")))
    }

    fn end_of_range(&mut self) -> Option<String> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        match first {
            Token::Word(word) => Some(word.clone()),
            Token::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    fn arguments(&mut self) -> Option<Vec<Expression>> {
        let mut arguments = Vec::new();
        if self.sign(&[")"]).is_some() {
            return Some(arguments);
        }
        loop {
            let next = self.tokens.first();
            let is_missing = matches!(next, Some(Token::Sign("," | ";" | ")")));
            arguments.push(if is_missing {
                Expression::Missing
            } else {
                self.binary(0)?
            });
            if self.sign(&[")"]).is_some() {
                return Some(arguments);
            }
            self.sign(&[",", ";"])?;
        }
    }
}
