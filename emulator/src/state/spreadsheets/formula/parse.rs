use super::{
    expression::{CallExpression, Expression},
    token::{Token, tokens},
};

/// How deep brackets may be nested.
const DEPTH: usize = 100;

/// Reads a formula; `None` if it is not a valid one.
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
        let first = self.binary(level + 1)?;
        let mut others = Vec::new();
        while let Some(sign) = self.sign(signs) {
            others.push((sign, self.binary(level + 1)?));
        }
        Some(if others.is_empty() {
            first
        } else {
            Expression::Chain(Box::new(first), others)
        })
    }

    fn unary(&mut self) -> Option<Expression> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let read = match self.sign(&["-", "+"]) {
            Some(sign) => Expression::Unary(sign, Box::new(self.unary()?)),
            None => {
                let mut operand = self.span()?;
                let mut percents = 0;
                while let Some(sign) = self.sign(&["%"]) {
                    operand = Expression::Unary(sign, Box::new(operand));
                    percents += 1;
                    if percents > DEPTH {
                        return None;
                    }
                }
                operand
            }
        };
        self.depth -= 1;
        Some(read)
    }

    /// An operand, or the cells between two.
    fn span(&mut self) -> Option<Expression> {
        let operand = self.operand()?;
        if self.sign(&[":"]).is_none() {
            return Some(operand);
        }
        let end = self.operand()?;
        Some(Expression::Span(Box::new(operand), Box::new(end)))
    }

    fn operand(&mut self) -> Option<Expression> {
        if self.sign(&["{"]).is_some() {
            return self.array();
        }
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
            Token::Fault(fault) => Some(Expression::Fault(*fault)),
            Token::Sign(_) => None,
        }
    }

    /// What follows `{`: commas between the values of a row, semicolons between rows.
    fn array(&mut self) -> Option<Expression> {
        let mut rows = vec![Vec::new()];
        loop {
            rows.last_mut()?.push(self.binary(0)?);
            match self.sign(&[",", ";", "}"])? {
                "," => {}
                ";" => rows.push(Vec::new()),
                _ => return Some(Expression::Array(rows)),
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<Expression> {
        if self.sign(&["("]).is_some() {
            return self.call(word.to_uppercase());
        }
        if self.sign(&["!"]).is_some() {
            return self.reference(Some(word.to_owned()));
        }
        if let Some(end) = self.end_of_plain_range() {
            return Some(Expression::Reference(None, format!("{word}:{end}")));
        }
        match word.to_ascii_uppercase().as_str() {
            "TRUE" => Some(Expression::Boolean(true)),
            "FALSE" => Some(Expression::Boolean(false)),
            _ => Some(Expression::Reference(None, word.to_owned())),
        }
    }

    fn call(&mut self, name: String) -> Option<Expression> {
        let arguments = self.arguments()?;
        if name == "LAMBDA" && self.sign(&["("]).is_some() {
            // It is called at once. It is not computed here: to be reported it must be read.
            self.arguments()?;
        }
        Some(Expression::Call(CallExpression { name, arguments }))
    }

    fn reference(&mut self, sheet: Option<String>) -> Option<Expression> {
        if let Some((Token::Fault(fault), rest)) = self.tokens.split_first() {
            self.tokens = rest;
            return Some(Expression::Fault(*fault));
        }
        let start = self.end_of_range()?;
        if let Some(end) = self.end_of_plain_range() {
            return Some(Expression::Reference(sheet, format!("{start}:{end}")));
        }
        Some(Expression::Reference(sheet, start))
    }

    /// The end of a range that is written out, and no call of a function: `:B2`.
    fn end_of_plain_range(&mut self) -> Option<String> {
        let [Token::Sign(":"), Token::Word(_) | Token::Number(_), rest @ ..] = self.tokens else {
            return None;
        };
        if matches!(rest.first(), Some(Token::Sign("(" | "!"))) {
            return None;
        }
        self.sign(&[":"])?;
        self.end_of_range()
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
