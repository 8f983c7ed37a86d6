//! How the numbers in formulas are shown: a date plus 1 is a date.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use crate::state::spreadsheets::{cell::AUTOMATIC, number_format};

/// A number format, by its place among those that a computation has met. It is a number to keep values small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Format(u16);

impl Format {
    pub(super) const GENERAL: Self = Self(0);
    pub(super) const DATE: Self = Self(1);
    pub(super) const DATE_TIME: Self = Self(2);
    pub(super) const TIME: Self = Self(3);

    /// The first of two that says something.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::GENERAL { other } else { self }
    }
}

/// The number formats that a computation has met.
pub(super) struct Formats {
    known: RefCell<Vec<Known>>,
    places: RefCell<HashMap<Arc<str>, u16>>,
}

struct Known {
    pattern: Arc<str>,
    is_date: bool,
}

impl Formats {
    pub(super) fn new() -> Self {
        let formats = Self {
            known: RefCell::default(),
            places: RefCell::default(),
        };
        // In the order of the constants of `Format`.
        for pattern in [AUTOMATIC, "M/d/yyyy", "M/d/yyyy H:mm:ss", "h:mm:ss AM/PM"] {
            formats.of(&pattern.into());
        }
        formats
    }

    pub(super) fn of(&self, pattern: &Arc<str>) -> Format {
        let mut places = self.places.borrow_mut();
        if let Some(place) = places.get(pattern) {
            return Format(*place);
        }
        let mut known = self.known.borrow_mut();
        let Ok(place) = u16::try_from(known.len()) else {
            return Format::GENERAL;
        };
        known.push(Known {
            pattern: Arc::clone(pattern),
            is_date: number_format::is_date(pattern),
        });
        places.insert(Arc::clone(pattern), place);
        Format(place)
    }

    /// `None` where the number is shown without a format.
    pub(super) fn pattern(&self, format: Format) -> Option<Arc<str>> {
        if format == Format::GENERAL {
            return None;
        }
        let known = self.known.borrow();
        known
            .get(usize::from(format.0))
            .map(|known| Arc::clone(&known.pattern))
    }

    pub(super) fn is_date(&self, format: Format) -> bool {
        let known = self.known.borrow();
        known
            .get(usize::from(format.0))
            .is_some_and(|known| known.is_date)
    }
}
