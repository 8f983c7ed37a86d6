//! Reads the types of JSDoc: those of Closure, of JSDoc itself and of TypeScript, as people mix them.

use super::tokens::{Token, tokens};
use crate::{
    type_building::OBJECT,
    types::{Field, Type},
};

/// Brackets in brackets that are read.
const DEPTH: usize = 50;

/// A type, and what its expression says of the parameter that has it.
#[derive(Debug, PartialEq)]
pub(crate) struct Typed {
    pub(crate) ty: Type,
    /// `{T=}`
    pub(crate) optional: bool,
    /// `{...T}`
    pub(crate) repeated: bool,
}

/// Reads what stands in the braces of a tag. What cannot be read may be anything.
pub(crate) fn typed(text: &str) -> Typed {
    let anything = Typed {
        ty: Type::Any,
        optional: false,
        repeated: false,
    };
    let Some(tokens) = tokens(text) else {
        return anything;
    };
    let mut parser = Parser::new(&tokens);
    let repeated = parser.takes(&Token::Rest);
    let Some(ty) = parser.ty() else {
        return Typed { repeated, ..anything };
    };
    let optional = parser.takes(&Token::Mark('='));
    if !parser.is_at_end() {
        return Typed { repeated, ..anything };
    }
    Typed {
        ty,
        optional,
        repeated,
    }
}

/// A reader of tokens.
pub(super) struct Parser<'p, 't> {
    tokens: &'p [Token<'t>],
    at: usize,
    depth: usize,
    /// How many `[]` were read.
    suffixes: usize,
}

impl<'p, 't> Parser<'p, 't> {
    pub(super) fn new(tokens: &'p [Token<'t>]) -> Self {
        Self {
            tokens,
            at: 0,
            depth: 0,
            suffixes: 0,
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token<'t>> {
        let token = self.peek().cloned();
        self.at += usize::from(token.is_some());
        token
    }

    pub(super) fn takes(&mut self, expected: &Token) -> bool {
        let taken = self.peek() == Some(expected);
        self.at += usize::from(taken);
        taken
    }

    pub(super) fn mark(&mut self, expected: char) -> bool {
        self.takes(&Token::Mark(expected))
    }

    pub(super) fn name(&mut self, expected: &str) -> bool {
        self.takes(&Token::Name(expected))
    }

    pub(super) fn any_name(&mut self) -> bool {
        let taken = matches!(self.peek(), Some(Token::Name(_)));
        self.at += usize::from(taken);
        taken
    }

    /// `A | B`
    pub(super) fn ty(&mut self) -> Option<Type> {
        self.mark('|');
        let mut alternatives = vec![self.intersection()?];
        while self.mark('|') {
            alternatives.push(self.intersection()?);
        }
        Some(Type::union_of(alternatives))
    }

    /// `A & B`
    fn intersection(&mut self) -> Option<Type> {
        let first = self.with_prefix()?;
        if self.peek() != Some(&Token::Mark('&')) {
            return Some(first);
        }
        let mut fields = first.into_fields();
        while self.mark('&') {
            let more = self.with_prefix()?.into_fields();
            fields = fields.zip(more).map(|(mut fields, more)| {
                fields.extend(more);
                fields
            });
        }
        Some(fields.map_or(Type::Any, Type::Record))
    }

    /// `?T`, `!T`, and `?` for what is not known.
    fn with_prefix(&mut self) -> Option<Type> {
        let mut nullable = false;
        loop {
            if self.mark('?') {
                nullable = true;
            } else if !(self.mark('!') || self.name("readonly") || self.name("unique")) {
                break;
            }
        }
        if nullable && !self.begins_type() {
            return Some(Type::Any);
        }
        let ty = self.with_suffix()?;
        Some(if nullable {
            Type::union_of(vec![ty, Type::Null])
        } else {
            ty
        })
    }

    fn begins_type(&self) -> bool {
        match self.peek() {
            Some(Token::Mark(mark)) => matches!(mark, '*' | '(' | '{' | '[' | '-'),
            Some(Token::Name(_) | Token::Number | Token::Text(_)) => true,
            _ => false,
        }
    }

    /// `T[]`, `T?`, `T!`
    fn with_suffix(&mut self) -> Option<Type> {
        let mut ty = self.primary()?;
        loop {
            if self.mark('[') {
                if self.mark(']') {
                    self.suffixes += 1;
                    (self.suffixes <= DEPTH).then_some(())?;
                    ty = Type::array_of(ty);
                } else {
                    self.ty()?;
                    self.mark(']').then_some(())?;
                    ty = Type::Any;
                }
            } else if self.mark('?') {
                ty = Type::union_of(vec![ty, Type::Null]);
            } else if !self.mark('!') {
                return Some(ty);
            }
        }
    }

    fn primary(&mut self) -> Option<Type> {
        if self.depth == DEPTH {
            return None;
        }
        self.depth += 1;
        let ty = self.shallow();
        self.depth -= 1;
        ty
    }

    fn shallow(&mut self) -> Option<Type> {
        match self.next()? {
            Token::Mark('*') => Some(Type::Any),
            Token::Mark('(') => self.group(),
            Token::Mark('{') => self.record(),
            Token::Mark('[') => self.tuple(),
            Token::Mark('-') => self.takes(&Token::Number).then_some(Type::Number),
            Token::Number => Some(Type::Number),
            Token::Text(_) => Some(Type::String),
            Token::Name("function" | "Function") if self.mark('(') => self.closure_function(),
            Token::Name("new" | "abstract") => self.primary().map(|_| Type::Function),
            Token::Name("typeof" | "keyof") => self.with_suffix().map(|_| Type::Any),
            Token::Name("import") if self.mark('(') => self.import(),
            Token::Name(name) => self.reference(name),
            _ => None,
        }
    }

    /// `(T)`, or the parameters of `(a: T) => U`.
    fn group(&mut self) -> Option<Type> {
        let start = self.at;
        self.skip_to(')')?;
        if self.takes(&Token::Arrow) {
            self.ty()?;
            return Some(Type::Function);
        }
        self.at = start;
        let ty = self.ty()?;
        self.mark(')').then_some(ty)
    }

    /// To behind the bracket that closes the one before.
    fn skip_to(&mut self, close: char) -> Option<()> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
        }
        let closed = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        (closed == Some(&Token::Mark(close))).then_some(())
    }

    /// `function(T, U): V`
    fn closure_function(&mut self) -> Option<Type> {
        self.skip_to(')')?;
        if self.mark(':') {
            self.with_prefix()?;
        }
        Some(Type::Function)
    }

    /// `import('./file').Name`
    fn import(&mut self) -> Option<Type> {
        self.skip_to(')')?;
        if !self.mark('.') {
            return Some(Type::Any);
        }
        match self.next()? {
            Token::Name(name) => self.reference(name),
            _ => None,
        }
    }

    /// `{ a: T, b?: U }`, `{ [key: string]: T }`
    fn record(&mut self) -> Option<Type> {
        let mut fields = Vec::new();
        let mut values = Vec::new();
        while !self.mark('}') {
            if self.mark('[') {
                self.skip_to(']')?;
                self.mark(':').then_some(())?;
                values.push(self.ty()?);
            } else {
                fields.push(self.field()?);
            }
            let _ = self.mark(',') || self.mark(';');
        }
        Some(match (fields.is_empty(), values.is_empty()) {
            (_, true) => Type::Record(fields),
            (true, false) => Type::Map(Box::new(Type::union_of(values))),
            (false, false) => Type::Map(Box::new(Type::Any)),
        })
    }

    fn field(&mut self) -> Option<Field> {
        let mut name = self.key()?;
        if name == "readonly" && matches!(self.peek(), Some(Token::Name(_) | Token::Text(_))) {
            name = self.key()?;
        }
        let mut optional = self.mark('?');
        let ty = if self.mark('(') {
            self.skip_to(')')?;
            if self.mark(':') {
                self.ty()?;
            }
            Type::Function
        } else if self.mark(':') {
            let ty = self.ty()?;
            optional |= self.mark('=');
            ty
        } else {
            Type::Any
        };
        Some(Field {
            name: name.to_owned(),
            ty,
            optional,
            description: None,
        })
    }

    fn key(&mut self) -> Option<&'t str> {
        match self.next()? {
            Token::Name(name) | Token::Text(name) => Some(name),
            _ => None,
        }
    }

    /// `[T, U]`
    fn tuple(&mut self) -> Option<Type> {
        let mut elements = Vec::new();
        while !self.mark(']') {
            let repeated = self.takes(&Token::Rest);
            if let (Some(Token::Name(_)), Some(Token::Mark(':'))) =
                (self.peek(), self.tokens.get(self.at + 1))
            {
                self.at += 2;
            }
            let element = self.ty()?;
            elements.push(if repeated { element.into_element() } else { element });
            self.mark(',');
        }
        Some(Type::array_of(Type::union_of(elements)))
    }

    /// A name with its arguments, if it has some.
    fn reference(&mut self, name: &str) -> Option<Type> {
        let start = self.at;
        let has_dot = self.mark('.');
        let mut arguments = Vec::new();
        if self.mark('<') {
            while !self.mark('>') {
                arguments.push(self.ty()?);
                self.mark(',');
            }
        } else if has_dot {
            self.at = start;
        }
        if self.name("is") {
            self.ty()?;
            return Some(Type::Boolean);
        }
        Some(named(name, arguments))
    }
}

/// What a name means in JSDoc, where the wrappers of values and some names of other languages are common.
fn named(name: &str, mut arguments: Vec<Type>) -> Type {
    let last = arguments.pop();
    match name {
        "Object" | "object" if last.is_some() => Type::Map(Box::new(last.unwrap_or(Type::Any))),
        "Object" => Type::Named(OBJECT.to_owned()),
        "Any" | "mixed" | "Mixed" => Type::Any,
        "String" => Type::String,
        "Number" | "byte" | "Byte" | "short" | "Short" | "int" | "Int" | "integer" | "Integer" | "long"
        | "Long" | "float" | "Float" | "double" | "Double" => Type::Number,
        "Boolean" | "bool" | "Bool" => Type::Boolean,
        "Void" | "Undefined" => Type::Undefined,
        "Null" | "NULL" => Type::Null,
        "array" | "Array" => Type::array_of(last.unwrap_or(Type::Any)),
        "callback" => Type::Function,
        _ => {
            if let Some(last) = last {
                arguments.push(last);
            }
            Type::of_name(name, arguments)
        }
    }
}
