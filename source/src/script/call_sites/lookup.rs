use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::{SourceType, Span};

use super::{
    emission,
    found::{Event, Found},
    position::{Lines, Position},
    site::{CallSite, Destructuring, InOperands, Iteration, PropertyAccess},
};
use crate::script::{language::Language, nesting, stack::with_room};

/// What walking and printing take beside parsing, in bytes. Memory that is not used is not taken.
const ROOM: usize = 32 << 20;

/// The calls of a file, and what else the messages of an engine name, to be found by their place.
///
/// A place is the one that QuickJS (0.16 of QuickJS-NG) gives to what fails. Several parts of the code can have the same
/// place, since QuickJS notes few: all of them are found, in the order in which they run. A place that QuickJS never
/// gives is no error: nothing is found there.
///
/// ```
/// use apps_script_source::{CallKind, CallSites, Position};
///
/// let sites = CallSites::of("function low() {\n  stock.items.find(key);\n}\n");
/// let calls = sites.calls_at(Position { line: 2, column: 20 });
/// let call = calls.first().ok_or("no call there")?;
/// assert_eq!(call.kind, CallKind::Call);
/// assert_eq!(call.callee, "stock.items.find");
/// assert_eq!(call.arguments, ["key"]);
/// assert_eq!(call.place, Position { line: 2, column: 15 });
/// # Ok::<_, &str>(())
/// ```
#[derive(Clone, Debug)]
pub struct CallSites {
    text: String,
    lines: Lines,
    found: Found,
}

impl CallSites {
    /// Reads a file. Of one that cannot be parsed, or that nests too deeply to be parsed, it knows the text alone.
    #[must_use]
    pub fn of(code: &str) -> Self {
        let lines = Lines::of(code);
        Self {
            text: code.to_owned(),
            found: parse(code, &lines).unwrap_or_default(),
            lines,
        }
    }

    /// The name of a method with its class, for the function of this name that holds a part of the line:
    /// `Stock.adjust`, `new Stock`, `Stock.get total`, `Object.adjust`.
    #[must_use]
    pub fn method_at(&self, function: &str, line: u32) -> Option<&str> {
        let (start, end) = self.lines.bounds(line)?;
        let holds = |span: Span| (span.start as usize) < end && span.end as usize > start;
        let mut around = self
            .found
            .methods
            .iter()
            .filter(|(span, method)| holds(*span) && method.name == function);
        around.next_back().map(|(_, method)| method.label.as_str())
    }

    /// The calls that have this place.
    #[must_use]
    pub fn calls_at(&self, place: Position) -> Vec<&CallSite> {
        self.at(place, |event| match event {
            Event::Call(call) => Some(call),
            _ => None,
        })
    }

    /// The properties that are read at this place.
    #[must_use]
    pub fn reads_at(&self, place: Position) -> Vec<&PropertyAccess> {
        self.at(place, |event| match event {
            Event::Read(read) => Some(read),
            _ => None,
        })
    }

    /// The iterations that begin at this place.
    #[must_use]
    pub fn iterations_at(&self, place: Position) -> Vec<&Iteration> {
        self.at(place, |event| match event {
            Event::Iteration(iteration) => Some(iteration),
            _ => None,
        })
    }

    /// The values that are taken apart at this place.
    #[must_use]
    pub fn destructurings_at(&self, place: Position) -> Vec<&Destructuring> {
        self.at(place, |event| match event {
            Event::Destructuring(destructuring) => Some(destructuring),
            _ => None,
        })
    }

    /// The properties that get a value at this place.
    #[must_use]
    pub fn writes_at(&self, place: Position) -> Vec<&PropertyAccess> {
        self.at(place, |event| match event {
            Event::Write(written) => Some(written),
            _ => None,
        })
    }

    /// The operands of each `in` at this place.
    #[must_use]
    pub fn in_operands_at(&self, place: Position) -> Vec<&InOperands> {
        self.at(place, |event| match event {
            Event::In(operands) => Some(operands),
            _ => None,
        })
    }

    /// The text before a place, and the text from there on.
    #[must_use]
    pub fn split_at(&self, place: Position) -> Option<(&str, &str)> {
        self.text.split_at_checked(self.lines.offset(place)?)
    }

    fn at<'s, T>(&'s self, place: Position, of_kind: impl Fn(&'s Event) -> Option<T>) -> Vec<T> {
        self.found.at(place).filter_map(of_kind).collect()
    }
}

fn parse(code: &str, lines: &Lines) -> Option<Found> {
    let stack = nesting::stack(code, Language::JavaScript).ok()?;
    let parse = || {
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, code, SourceType::script()).parse();
        let is_whole = parsed.diagnostics.is_empty();
        is_whole.then(|| emission::read(&parsed.program, code, lines))
    };
    with_room(stack + ROOM, parse).ok()?
}
