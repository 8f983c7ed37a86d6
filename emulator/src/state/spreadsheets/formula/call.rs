//! A call of a function, as the function sees it.

use std::sync::Arc;

use super::{
    evaluation::Evaluation,
    expression::{CallExpression, Expression},
    fault::Fault,
    lift,
    scalar::{Computed, Scalar},
    site::Site,
    value::{Evaluated, GridBuilder, Range, Value},
};

pub(super) struct Call<'c, 'b> {
    pub(super) evaluator: &'c dyn Evaluation<'b>,
    pub(super) site: Site<'b>,
    pub(super) name: &'c str,
    call: &'c CallExpression,
}

/// The single values that a function is given.
#[derive(Clone, Copy)]
pub(super) struct Arguments<'a>(pub(super) &'a [Scalar]);

impl<'c, 'b> Call<'c, 'b> {
    pub(super) fn new(evaluator: &'c dyn Evaluation<'b>, site: Site<'b>, call: &'c CallExpression) -> Self {
        Self {
            evaluator,
            site,
            name: &call.name,
            call,
        }
    }

    /// The same call, with arguments that are computed for each of several values.
    pub(super) fn in_array(&self) -> Self {
        Self {
            site: self.site.in_array(),
            ..*self
        }
    }

    pub(super) fn len(&self) -> usize {
        self.call.arguments.len()
    }

    /// Whether an argument is there and was not left out.
    pub(super) fn has(&self, place: usize) -> bool {
        let argument = self.call.arguments.get(place);
        argument.is_some_and(|argument| !matches!(argument, Expression::Missing))
    }

    pub(super) fn argument(&self, place: usize) -> Result<&'c Expression, Fault> {
        self.call.arguments.get(place).ok_or(Fault::NotAvailable)
    }

    pub(super) fn evaluated(&self, place: usize) -> Evaluated<'b> {
        self.evaluator.evaluate(self.site, self.argument(place)?)
    }

    /// What all arguments come to.
    pub(super) fn values(&self) -> Result<Vec<Value<'b>>, Fault> {
        (0..self.len()).map(|place| self.evaluated(place)).collect()
    }

    /// The same, where an error is a value like any other.
    pub(super) fn values_or_errors(&self) -> Result<Vec<Value<'b>>, Fault> {
        (0..self.len()).map(|place| self.value_or_error(place)).collect()
    }

    pub(super) fn value_or_error(&self, place: usize) -> Evaluated<'b> {
        self.evaluated(place).or_else(|fault| self.grid_of(Err(fault)))
    }

    /// A single value, or an error, as a grid.
    pub(super) fn grid_of(&self, value: Computed) -> Evaluated<'b> {
        let mut cell = self.grid(1);
        cell.push(value)?;
        cell.finish()
    }

    pub(super) fn grid(&self, columns: usize) -> GridBuilder {
        GridBuilder::new(self.evaluator.memory(), columns)
    }

    /// One value of an argument.
    pub(super) fn one(&self, place: usize) -> Computed {
        let value = self.evaluated(place)?;
        self.evaluator.one(self.site, &value)
    }

    pub(super) fn number(&self, place: usize) -> Result<f64, Fault> {
        self.one(place)?.to_number()
    }

    pub(super) fn number_or(&self, place: usize, otherwise: f64) -> Result<f64, Fault> {
        if self.has(place) {
            self.number(place)
        } else {
            Ok(otherwise)
        }
    }

    pub(super) fn boolean_or(&self, place: usize, otherwise: bool) -> Result<bool, Fault> {
        if self.has(place) {
            self.one(place)?.to_boolean()
        } else {
            Ok(otherwise)
        }
    }

    /// An argument that must be cells.
    pub(super) fn range(&self, place: usize) -> Result<Range<'b>, Fault> {
        match self.evaluated(place)? {
            Value::Range(range) => Ok(range),
            Value::One(_) | Value::Grid(_) => Err(Fault::NotAvailable),
        }
    }

    /// Goes through values row by row, as far as any is there.
    pub(super) fn each(
        &self,
        value: &Value<'b>,
        mut see: impl FnMut(Computed) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (rows, columns) = self.filled(value);
        for row in 0..rows {
            for column in 0..columns {
                see(self.evaluator.at(value, row, column))?;
            }
        }
        Ok(())
    }

    /// The rows and columns of a value that reach to the last one which is not empty.
    pub(super) fn filled(&self, value: &Value<'b>) -> (usize, usize) {
        let Value::Range(Range { sheet, area }) = value else {
            return value.size();
        };
        self.evaluator.note_read(sheet, *area);
        let (rows, columns) = self.evaluator.extent(sheet);
        (
            area.rows.min(rows.saturating_sub(area.row)),
            area.columns.min(columns.saturating_sub(area.column)),
        )
    }

    /// Applies a function to the value of one argument: to each of several, where these are asked for.
    pub(super) fn over(&self, place: usize, function: impl Fn(&Scalar) -> Computed) -> Evaluated<'b> {
        let value = self.evaluated(place)?;
        lift::over(self.evaluator, self.site, &[value], |values| {
            function(values.first().unwrap_or(&Scalar::Empty))
        })
    }

    /// For what the function has at Google and not here.
    pub(super) fn lacking<T>(&self, what: &str) -> Result<T, Fault> {
        let what = format!("{what} of the function {}", self.name);
        self.evaluator.lacking(&what, Fault::Formula)
    }
}

impl<'a> Arguments<'a> {
    /// Whether an argument was given.
    pub(super) fn has(self, place: usize) -> bool {
        place < self.0.len()
    }

    /// What was not given is empty.
    pub(super) fn get(self, place: usize) -> &'a Scalar {
        self.0.get(place).unwrap_or(&Scalar::Empty)
    }

    pub(super) fn number(self, place: usize) -> Result<f64, Fault> {
        self.get(place).to_number()
    }

    pub(super) fn number_or(self, place: usize, otherwise: f64) -> Result<f64, Fault> {
        if self.has(place) {
            self.number(place)
        } else {
            Ok(otherwise)
        }
    }

    pub(super) fn text(self, place: usize) -> Arc<str> {
        self.get(place).to_text()
    }
}
