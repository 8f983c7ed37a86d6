//! The columns that QuickJS counts.

use std::mem;

use oxc_ast::ast::{
    BigIntLiteral, Directive, NumericLiteral, Program, RegExpLiteral, StringLiteral, TemplateElement,
};
use oxc_ast_visit::Visit;
use oxc_span::{GetSpan, Span};

use super::position::{Lines, Position};

/// Where a token is, as QuickJS says it: for a variable it counts the column; for any other token it takes the
/// column of the last name, white space or comment that it has read.
pub(super) struct Marks {
    marks: Vec<u32>,
}

impl Marks {
    pub(super) fn of(program: &Program<'_>, text: &str) -> Self {
        let mut literals = Literals::default();
        literals.visit_program(program);
        let comments = program.comments.iter();
        let mut opaque: Vec<(Span, bool)> = comments.map(|comment| (comment.span, true)).collect();
        opaque.extend(mem::take(&mut literals.0).into_iter().map(|span| (span, false)));
        opaque.sort_unstable_by_key(|(span, _)| span.start);
        Self {
            marks: scan(text, &opaque),
        }
    }

    /// The place of the token that begins here, unless it is a variable.
    pub(super) fn place(&self, lines: &Lines, at: u32) -> Position {
        let above = self.marks.partition_point(|&mark| mark <= at);
        let mark = above.checked_sub(1).and_then(|last| self.marks.get(last));
        let line = lines.position(at).line;
        let column = lines.position(mark.copied().unwrap_or(at)).column;
        // In the first line QuickJS counts from 0, and makes 1 of 0.
        let column = if line == 1 { column.max(2) - 1 } else { column };
        Position { line, column }
    }
}

/// `opaque` are comments and literals in their order, and whether each is a comment.
fn scan(text: &str, opaque: &[(Span, bool)]) -> Vec<u32> {
    let mut marks = vec![0];
    let mut mark = |at: usize| marks.push(u32::try_from(at).unwrap_or(u32::MAX));
    let mut opaque = opaque.iter().peekable();
    let mut at = 0;
    let mut is_in_name = false;
    while let Some(rest) = text.get(at..) {
        let Some(letter) = rest.chars().next() else {
            break;
        };
        let behind = at + letter.len_utf8();
        while opaque.next_if(|(span, _)| (span.end as usize) <= at).is_some() {}
        let held = opaque.next_if(|(span, _)| (span.start as usize) <= at);
        if let Some((span, is_comment)) = held {
            let end = span.end as usize;
            if *is_comment {
                mark(end);
            } else if let Some(line) = text.get(at..end).and_then(|literal| literal.rfind('\n')) {
                mark(at + line + 1);
            }
            at = end.max(behind);
            is_in_name = false;
            continue;
        }
        let is_first = letter.is_ascii_alphabetic() || letter == '_' || letter == '$';
        if letter.is_whitespace() || letter == '\u{feff}' {
            mark(behind);
        } else if is_first && !is_in_name {
            mark(at);
        }
        is_in_name = letter.is_alphanumeric() || letter == '_' || letter == '$';
        at = behind;
    }
    marks
}

/// What is one token, whatever is in it.
#[derive(Default)]
struct Literals(Vec<Span>);

impl<'a> Visit<'a> for Literals {
    fn visit_string_literal(&mut self, literal: &StringLiteral<'a>) {
        self.0.push(literal.span);
    }

    fn visit_numeric_literal(&mut self, literal: &NumericLiteral<'a>) {
        self.0.push(literal.span);
    }

    fn visit_big_int_literal(&mut self, literal: &BigIntLiteral<'a>) {
        self.0.push(literal.span);
    }

    fn visit_reg_exp_literal(&mut self, literal: &RegExpLiteral<'a>) {
        self.0.push(literal.span);
    }

    fn visit_template_element(&mut self, element: &TemplateElement<'a>) {
        self.0.push(element.span());
    }

    fn visit_directive(&mut self, directive: &Directive<'a>) {
        self.0.push(directive.expression.span);
    }
}
