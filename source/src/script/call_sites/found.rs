use oxc_span::Span;

use super::site::{CallSite, Destructuring, InOperands, Iteration};

/// What a walk through a file has found, each with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) methods: Vec<(Span, Method)>,
    /// The place is that of what is called.
    pub(super) calls: Vec<(Span, Call)>,
    pub(super) iterations: Vec<(Span, Iteration)>,
    pub(super) destructurings: Vec<(Span, Destructuring)>,
    /// Assignments to a property, whose name this is.
    pub(super) assigned: Vec<(Span, String)>,
    pub(super) in_operands: Vec<(Span, InOperands)>,
}

/// A function that belongs to a class or an object.
#[derive(Clone, Debug)]
pub(super) struct Method {
    pub(super) name: String,
    /// `Stock.adjust`.
    pub(super) label: String,
}

#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) site: CallSite,
    /// The whole expression.
    pub(super) span: Span,
    /// The place that V8 names: the last name of what is called, or the `new`.
    pub(super) key: u32,
}

pub(super) fn contains(span: Span, at: usize) -> bool {
    (span.start as usize..span.end as usize).contains(&at)
}

/// The smallest that holds this place.
pub(super) fn innermost<T>(found: &[(Span, T)], at: usize) -> Option<&T> {
    let around = found.iter().filter(|(span, _)| contains(*span, at));
    around
        .min_by_key(|(span, _)| span.end - span.start)
        .map(|(_, what)| what)
}

/// The smallest that holds this place, or else the next one behind it: an engine often knows only the beginning of
/// the statement in which something goes wrong.
pub(super) fn at_or_behind<T>(found: &[(Span, T)], at: usize) -> Option<&T> {
    innermost(found, at).or_else(|| {
        let behind = found.iter().filter(|(span, _)| span.start as usize >= at);
        behind.min_by_key(|(span, _)| span.start).map(|(_, what)| what)
    })
}
