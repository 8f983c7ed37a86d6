//! Searches in one row or column.

use super::wildcards::Wildcards;
use crate::state::spreadsheets::formula::{
    call::Call,
    evaluation::Evaluation,
    fault::Fault,
    scalar::{Computed, Scalar},
    value::Value,
};

/// What is looked for.
pub(super) struct Key<'k> {
    value: &'k Scalar,
    pattern: Option<Wildcards>,
}

/// A row or a column to search.
pub(super) struct Line<'v, 'b> {
    value: &'v Value<'b>,
    is_row: bool,
    length: usize,
}

/// Which value is found where none is equal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nearest {
    Smaller,
    Larger,
}

impl<'k> Key<'k> {
    pub(super) fn plain(value: &'k Scalar) -> Self {
        Self { value, pattern: None }
    }

    /// A text may have `*` and `?` for other letters.
    pub(super) fn with_wildcards(value: &'k Scalar) -> Self {
        let pattern = match value {
            Scalar::Text(text) if text.contains(['*', '?', '~']) => Some(Wildcards::new(text)),
            _ => None,
        };
        Self { value, pattern }
    }

    /// Only values of one kind are equal; nothing is equal to an empty cell.
    fn is(&self, evaluator: &dyn Evaluation<'_>, value: &Computed) -> Result<bool, Fault> {
        match (value, &self.pattern) {
            (Ok(Scalar::Text(text)), Some(pattern)) => pattern.matches(evaluator, text),
            (Ok(value), None) => Ok(self.is_comparable(value) && self.value.order(value).is_eq()),
            _ => Ok(false),
        }
    }

    fn is_comparable(&self, value: &Scalar) -> bool {
        !value.is_empty() && std::mem::discriminant(self.value) == std::mem::discriminant(value)
    }
}

impl<'v, 'b> Line<'v, 'b> {
    /// The first column of a value.
    pub(super) fn column(call: &Call<'_, 'b>, value: &'v Value<'b>) -> Self {
        Self {
            value,
            is_row: false,
            length: call.filled(value).0,
        }
    }

    /// The first row of a value.
    pub(super) fn row(call: &Call<'_, 'b>, value: &'v Value<'b>) -> Self {
        Self {
            value,
            is_row: true,
            length: call.filled(value).1,
        }
    }

    /// A value that is a single row or column.
    pub(super) fn whole(call: &Call<'_, 'b>, value: &'v Value<'b>) -> Result<Self, Fault> {
        match value.size() {
            (_, 1) => Ok(Self::column(call, value)),
            (1, _) => Ok(Self::row(call, value)),
            _ => Err(Fault::NotAvailable),
        }
    }

    pub(super) fn is_row(&self) -> bool {
        self.is_row
    }

    fn get(&self, evaluator: &dyn Evaluation<'b>, place: usize) -> Computed {
        if self.is_row {
            evaluator.at(self.value, 0, place)
        } else {
            evaluator.at(self.value, place, 0)
        }
    }

    /// The place of the first equal value, or of the last if it is searched from its end.
    pub(super) fn equal(
        &self,
        evaluator: &dyn Evaluation<'b>,
        key: &Key<'_>,
        from_end: bool,
    ) -> Result<Option<usize>, Fault> {
        for step in 0..self.length {
            evaluator.look()?;
            let place = if from_end { self.length - 1 - step } else { step };
            if key.is(evaluator, &self.get(evaluator, place))? {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// The place of the equal value or, without one, of the nearest to it. The values are in any order.
    pub(super) fn nearest(
        &self,
        evaluator: &dyn Evaluation<'b>,
        key: &Key<'_>,
        nearest: Nearest,
        from_end: bool,
    ) -> Result<Option<usize>, Fault> {
        let mut best: Option<(usize, Scalar)> = None;
        for step in 0..self.length {
            evaluator.look()?;
            let place = if from_end { self.length - 1 - step } else { step };
            let Ok(value) = self.get(evaluator, place) else {
                continue;
            };
            if !key.is_comparable(&value) || !is_on_side(&value, key.value, nearest) {
                continue;
            }
            let is_better = best
                .as_ref()
                .is_none_or(|(_, best)| best.order(&value).is_ne() && is_on_side(best, &value, nearest));
            if is_better {
                best = Some((place, value));
            }
        }
        Ok(best.map(|(place, _)| place))
    }

    /// The last place of a sorted line whose value is not beyond what is looked for. A line that is not sorted has no
    /// such place: what Google finds there is not documented.
    pub(super) fn last_within(
        &self,
        call: &Call<'_, 'b>,
        key: &Key<'_>,
        nearest: Nearest,
    ) -> Result<Option<usize>, Fault> {
        let mut found = None;
        let mut before: Option<Scalar> = None;
        for place in 0..self.length {
            call.evaluator.look()?;
            let Ok(value) = self.get(call.evaluator, place) else {
                continue;
            };
            if !key.is_comparable(&value) {
                continue;
            }
            if before.is_some_and(|before| !is_on_side(&before, &value, nearest)) {
                return call.lacking("a sorted search of values that are not sorted");
            }
            if is_on_side(&value, key.value, nearest) {
                found = Some(place);
            }
            before = Some(value);
        }
        Ok(found)
    }
}

/// Whether a value is equal to another or on that side of it.
fn is_on_side(value: &Scalar, of: &Scalar, nearest: Nearest) -> bool {
    let order = value.order(of);
    match nearest {
        Nearest::Smaller => order.is_le(),
        Nearest::Larger => order.is_ge(),
    }
}
