//! Functions and operators of single values, element by element over several.

use super::{
    evaluation::Evaluation,
    fault::Fault,
    scalar::{Computed, Scalar},
    site::Site,
    value::{Evaluated, GridBuilder, Value},
};

/// Applies a function to values. Where these are several and the site asks for all of them, it is applied to each;
/// single rows and columns are repeated.
pub(super) fn checked_over<'b>(
    evaluator: &dyn Evaluation<'b>,
    site: Site<'b>,
    values: &[Value<'b>],
    function: impl Fn(&[Computed]) -> Computed,
) -> Evaluated<'b> {
    if !site.is_array || values.iter().all(Value::is_single) {
        let values: Vec<_> = values.iter().map(|value| evaluator.one(site, value)).collect();
        return function(&values).map(Value::One);
    }
    let (rows, columns) = size(values);
    for value in values {
        if let Value::Range(range) = value {
            evaluator.note_read(range.sheet, range.area);
        }
    }
    let mut cells = GridBuilder::new(evaluator.memory(), columns);
    cells.check(rows)?;
    for row in 0..rows {
        for column in 0..columns {
            evaluator.look()?;
            let values: Vec<_> = values
                .iter()
                .map(|value| repeated(evaluator, value, row, column))
                .collect();
            cells.push(function(&values))?;
        }
    }
    cells.finish()
}

/// The same for a function that makes nothing of errors.
pub(super) fn over<'b>(
    evaluator: &dyn Evaluation<'b>,
    site: Site<'b>,
    values: &[Value<'b>],
    function: impl Fn(&[Scalar]) -> Computed,
) -> Evaluated<'b> {
    checked_over(evaluator, site, values, |values| {
        let values: Result<Vec<Scalar>, Fault> = values.iter().cloned().collect();
        function(&values?)
    })
}

/// The rows and columns of the largest of them each way.
pub(super) fn size(values: &[Value<'_>]) -> (usize, usize) {
    let sizes = values.iter().map(Value::size);
    sizes.fold((1, 1), |(rows, columns), (more_rows, more_columns)| {
        (rows.max(more_rows), columns.max(more_columns))
    })
}

/// The element in a row and a column, where a single row or column counts for all.
pub(super) fn repeated<'b>(
    evaluator: &dyn Evaluation<'b>,
    value: &Value<'b>,
    row: usize,
    column: usize,
) -> Computed {
    let (rows, columns) = value.size();
    let row = if rows == 1 { 0 } else { row };
    let column = if columns == 1 { 0 } else { column };
    if row >= rows || column >= columns {
        return Err(Fault::NotAvailable);
    }
    evaluator.at(value, row, column)
}
