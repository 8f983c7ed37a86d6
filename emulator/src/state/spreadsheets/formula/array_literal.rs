//! Values in braces: `{1,2;3,4}`, `{A1:A3,B1:B3}`.

use super::{
    evaluation::Evaluation,
    expression::Expression,
    fault::Fault,
    scalar::Computed,
    site::Site,
    value::{Evaluated, GridBuilder, Value},
};

/// Puts the values of each row side by side, and the rows one below the other.
pub(super) fn evaluate<'b>(
    evaluator: &dyn Evaluation<'b>,
    site: Site<'b>,
    rows: &[Vec<Expression>],
) -> Evaluated<'b> {
    let mut bands: Vec<Vec<Value<'b>>> = Vec::new();
    for row in rows {
        let values = row.iter().map(|expression| element(evaluator, site, expression));
        bands.push(values.collect::<Result<_, _>>()?);
    }
    let width = |band: &[Value<'_>]| band.iter().map(|value| value.size().1).sum::<usize>();
    let columns = bands.first().map_or(0, |band| width(band));
    let mut cells = GridBuilder::new(evaluator.memory(), columns);
    for band in &bands {
        let height = band.first().map_or(0, |value| value.size().0);
        let is_even = band.iter().all(|value| value.size().0 == height);
        if !is_even || width(band) != columns {
            return Err(Fault::Value);
        }
        for row in 0..height {
            for value in band {
                for column in 0..value.size().1 {
                    cells.push(evaluator.at(value, row, column))?;
                }
            }
        }
    }
    cells.finish()
}

/// An error is an element like any other, where it is the value of a cell or of a single expression.
fn element<'b>(evaluator: &dyn Evaluation<'b>, site: Site<'b>, expression: &Expression) -> Evaluated<'b> {
    evaluator.evaluate(site, expression).or_else(|fault| {
        let mut cell = GridBuilder::new(evaluator.memory(), 1);
        let error: Computed = Err(fault);
        cell.push(error)?;
        cell.finish()
    })
}
