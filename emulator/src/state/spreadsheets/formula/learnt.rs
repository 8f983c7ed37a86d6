use std::collections::{HashMap, HashSet};

use super::{place::Place, spills::TooEarly};

/// What a computation has shown of formulas that fill cells which others read.
#[derive(Default)]
pub(crate) struct Learnt {
    /// By formula, those that it must wait for.
    waits: HashMap<Place, HashSet<Place>>,
    /// The formulas that wait for what waits for them.
    circular: HashSet<Place>,
}

impl Learnt {
    /// A formula that has read too early waits the next time. If it did so already, the other one waits for it too.
    pub(crate) fn learn(&mut self, too_early: &HashSet<TooEarly>) {
        let mut is_new = false;
        for (reader, filler) in too_early {
            is_new |= self.waits.entry(*reader).or_default().insert(*filler);
        }
        if !is_new {
            let places = too_early.iter().flat_map(|(reader, filler)| [*reader, *filler]);
            self.circular.extend(places);
        }
    }

    pub(super) fn waits_of(&self, place: Place) -> impl Iterator<Item = Place> {
        self.waits.get(&place).into_iter().flatten().copied()
    }

    pub(super) fn circular(&self) -> impl Iterator<Item = Place> {
        self.circular.iter().copied()
    }
}
