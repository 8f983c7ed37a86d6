use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::{SourceType, Span};

use super::{
    collect::collect,
    found::{Call, Found, at_or_behind, contains, innermost},
    site::{CallSite, Destructuring, InOperands, Iteration},
};
use crate::script::{language::Language, nesting, stack::with_room};

/// What walking and printing take beside parsing, in bytes. Memory that is not used is not taken.
const ROOM: usize = 32 << 20;

/// The calls of a file, and what else the messages of an engine name, to be found by their place.
///
/// Lines are counted from 1 and end with `\n`. Columns are counted from 1 in bytes of UTF-8. A place that is not in
/// the file is no error: nothing is found there.
///
/// ```
/// use apps_script_source::{CallKind, CallSites};
///
/// let sites = CallSites::of("function low() {\n  stock.items.find(1);\n}\n");
/// let call = sites.call_at(2, 15).ok_or("no call there")?;
/// assert_eq!(call.kind, CallKind::Call);
/// assert_eq!(call.callee, "stock.items.find");
/// assert_eq!(call.arguments, ["1"]);
/// # Ok::<_, &str>(())
/// ```
#[derive(Clone, Debug)]
pub struct CallSites {
    text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    found: Found,
}

impl CallSites {
    /// Reads a file. Of one that cannot be parsed, or that nests too deeply to be parsed, it knows the text alone.
    #[must_use]
    pub fn of(code: &str) -> Self {
        let lines = std::iter::once(0).chain(code.match_indices('\n').map(|(at, _)| at + 1));
        Self {
            text: code.to_owned(),
            lines: lines.collect(),
            found: parse(code).unwrap_or_default(),
        }
    }

    /// The name of a method with its class, for the function of this name that holds a part of the line:
    /// `Stock.adjust`, `new Stock`, `Stock.get total`, `Object.adjust`.
    #[must_use]
    pub fn method_at(&self, function: &str, line: u32) -> Option<&str> {
        let lines = self.lines.get((line as usize).checked_sub(1)?..)?;
        let start = *lines.first()?;
        let end = lines.get(1).copied().unwrap_or(usize::MAX);
        let holds = |span: Span| (span.start as usize) < end && span.end as usize > start;
        let mut around = self
            .found
            .methods
            .iter()
            .filter(|(span, method)| holds(*span) && method.name == function);
        around.next_back().map(|(_, method)| method.label.as_str())
    }

    /// The call whose callee holds this place, or else the innermost one that holds it in its arguments.
    #[must_use]
    pub fn call_at(&self, line: u32, column: u32) -> Option<&CallSite> {
        self.call(line, column).map(|call| &call.site)
    }

    /// The innermost call around this place whose callee ends in this name.
    #[must_use]
    pub fn call_of(&self, function: &str, line: u32, column: u32) -> Option<&CallSite> {
        let at = self.offset(line, column)?;
        let call = self.around(at, |call| call.site.callee.ends_with(function))?;
        Some(&call.site)
    }

    /// The line and the column that V8 names for the call at this place: those of the last name of what is called, or
    /// of its `new`.
    #[must_use]
    pub fn start_of_call(&self, line: u32, column: u32) -> Option<(u32, u32)> {
        let key = self.call(line, column)?.key as usize;
        let above = self.lines.partition_point(|&start| start <= key);
        let start = self.lines.get(above.checked_sub(1)?)?;
        Some((u32::try_from(above).ok()?, u32::try_from(key - start).ok()? + 1))
    }

    /// The iteration at this place, or else the next one behind it.
    #[must_use]
    pub fn iteration_at(&self, line: u32, column: u32) -> Option<&Iteration> {
        at_or_behind(&self.found.iterations, self.offset(line, column)?)
    }

    /// The destructuring at this place, or else the next one behind it.
    #[must_use]
    pub fn destructuring_at(&self, line: u32, column: u32) -> Option<&Destructuring> {
        at_or_behind(&self.found.destructurings, self.offset(line, column)?)
    }

    /// The property that is assigned to at this place.
    #[must_use]
    pub fn assigned_at(&self, line: u32, column: u32) -> Option<&str> {
        innermost(&self.found.assigned, self.offset(line, column)?).map(String::as_str)
    }

    /// The operands of the `in` at this place.
    #[must_use]
    pub fn in_operands_at(&self, line: u32, column: u32) -> Option<&InOperands> {
        innermost(&self.found.in_operands, self.offset(line, column)?)
    }

    /// The text before a place, and the text from there on.
    #[must_use]
    pub fn split_at(&self, line: u32, column: u32) -> Option<(&str, &str)> {
        self.text.split_at_checked(self.offset(line, column)?)
    }

    fn call(&self, line: u32, column: u32) -> Option<&Call> {
        let at = self.offset(line, column)?;
        innermost(&self.found.calls, at).or_else(|| self.around(at, |_| true))
    }

    fn around(&self, at: usize, is_it: impl Fn(&Call) -> bool) -> Option<&Call> {
        let calls = self.found.calls.iter().map(|(_, call)| call);
        let around = calls.filter(|call| contains(call.span, at) && is_it(call));
        around.min_by_key(|call| call.span.end - call.span.start)
    }

    fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let start = self.lines.get((line as usize).checked_sub(1)?)?;
        Some(start + (column as usize).saturating_sub(1))
    }
}

fn parse(code: &str) -> Option<Found> {
    let stack = nesting::stack(code, Language::JavaScript).ok()?;
    let parse = || {
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, code, SourceType::script()).parse();
        let is_whole = parsed.diagnostics.is_empty();
        is_whole.then(|| collect(&parsed.program, code))
    };
    with_room(stack + ROOM, parse).ok()?
}
