use std::collections::HashMap;

use oxc_span::Span;

use super::{
    position::Position,
    site::{CallSite, Destructuring, InOperands, Iteration, PropertyAccess},
};

/// What a walk through a file has found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) methods: Vec<(Span, Method)>,
    events: Vec<Vec<Event>>,
    by_place: HashMap<Position, Vec<usize>>,
}

/// A function that belongs to a class or an object.
#[derive(Clone, Debug)]
pub(super) struct Method {
    pub(super) name: String,
    /// `Stock.adjust`.
    pub(super) label: String,
}

/// What code does that may fail.
#[derive(Clone, Debug)]
pub(super) enum Event {
    Call(CallSite),
    Read(PropertyAccess),
    /// An assignment to a property.
    Write(PropertyAccess),
    Iteration(Iteration),
    Destructuring(Destructuring),
    In(InOperands),
}

impl Found {
    /// Begins a new row of events, which all have this place.
    pub(super) fn begin(&mut self, place: Position) -> usize {
        let row = self.events.len();
        self.events.push(Vec::new());
        self.by_place.entry(place).or_default().push(row);
        row
    }

    /// Gives a row another place too.
    pub(super) fn also_at(&mut self, row: usize, place: Position) {
        self.by_place.entry(place).or_default().push(row);
    }

    pub(super) fn add(&mut self, row: usize, event: Event) {
        if let Some(events) = self.events.get_mut(row) {
            events.push(event);
        }
    }

    /// All that happens at this place, in its order.
    pub(super) fn at(&self, place: Position) -> impl Iterator<Item = &Event> {
        let rows = self.by_place.get(&place).into_iter().flatten();
        rows.filter_map(|&row| self.events.get(row)).flatten()
    }
}
