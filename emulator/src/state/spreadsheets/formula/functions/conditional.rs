//! Counts and sums of what meets criteria.

use super::criteria::Criterion;
use crate::state::spreadsheets::formula::{
    call::Call,
    fault::Fault,
    format::Format,
    function::{ANY, Function, whole},
    scalar::{Computed, Scalar, finite},
    value::{Evaluated, Range, Value},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "COUNTIF" => whole(2, 2, count_if),
        "SUMIF" => whole(2, 3, |call| of_one_criterion(call, |found| found.sum())),
        "AVERAGEIF" => whole(2, 3, |call| of_one_criterion(call, |found| found.average())),
        "COUNTIFS" => whole(2, ANY, count_ifs),
        "SUMIFS" => whole(3, ANY, |call| of_criteria(call, |found| found.sum())),
        "AVERAGEIFS" => whole(3, ANY, |call| of_criteria(call, |found| found.average())),
        "MINIFS" => whole(3, ANY, |call| {
            of_criteria(call, |found| Ok(found.least.unwrap_or_default()))
        }),
        "MAXIFS" => whole(3, ANY, |call| {
            of_criteria(call, |found| Ok(found.most.unwrap_or_default()))
        }),
        _ => return None,
    })
}

/// What is known of the numbers that were found.
#[derive(Default)]
struct Found {
    sum: f64,
    count: usize,
    least: Option<f64>,
    most: Option<f64>,
    format: Format,
}

impl Found {
    fn add(&mut self, value: Computed) -> Result<(), Fault> {
        if let Scalar::Number(number, format) = value? {
            self.format = self.format.or(format);
            self.sum += number;
            self.count += 1;
            self.least = Some(self.least.map_or(number, |least| least.min(number)));
            self.most = Some(self.most.map_or(number, |most| most.max(number)));
        }
        Ok(())
    }

    fn sum(&self) -> Result<f64, Fault> {
        Ok(self.sum)
    }

    fn average(&self) -> Result<f64, Fault> {
        if self.count == 0 {
            return Err(Fault::DivisionByZero);
        }
        Ok(self.sum / self.count as f64)
    }
}

/// Values that must meet a criterion.
struct Test<'b> {
    values: Value<'b>,
    criterion: Criterion,
    /// The rows and columns in which a value can meet it.
    rows: usize,
    columns: usize,
}

impl<'b> Test<'b> {
    fn new(call: &Call<'_, 'b>, values: Value<'b>, wanted: &Scalar) -> Result<Self, Fault> {
        let criterion = Criterion::of(wanted);
        let (rows, columns) = if criterion.meets(call.evaluator, &Ok(Scalar::Empty))? {
            values.size()
        } else {
            call.filled(&values)
        };
        Ok(Self {
            values,
            criterion,
            rows,
            columns,
        })
    }

    fn is_met(&self, call: &Call<'_, 'b>, row: usize, column: usize) -> Result<bool, Fault> {
        let value = call.evaluator.at(&self.values, row, column);
        self.criterion.meets(call.evaluator, &value)
    }
}

/// Calls `see` with each place where all tests are met.
fn each_met<'b>(
    call: &Call<'_, 'b>,
    tests: &[Test<'b>],
    mut see: impl FnMut(usize, usize) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let rows = tests.iter().map(|test| test.rows).min().unwrap_or_default();
    let columns = tests.iter().map(|test| test.columns).min().unwrap_or_default();
    for row in 0..rows {
        for column in 0..columns {
            let mut is_met = true;
            for test in tests {
                is_met = is_met && test.is_met(call, row, column)?;
            }
            if is_met {
                see(row, column)?;
            }
        }
    }
    call.evaluator.look()
}

fn count_if<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let values = call.evaluated(0)?;
    call.over(1, |wanted| {
        let test = Test::new(call, values.clone(), wanted)?;
        let mut count = 0;
        each_met(call, &[test], |_, _| {
            count += 1;
            Ok(())
        })?;
        Ok(Scalar::count(count))
    })
}

fn of_one_criterion<'b>(call: &Call<'_, 'b>, make: fn(&Found) -> Result<f64, Fault>) -> Evaluated<'b> {
    let values = call.evaluated(0)?;
    let amounts = if call.has(2) {
        resized(&call.evaluated(2)?, values.size())
    } else {
        values.clone()
    };
    call.over(1, |wanted| {
        let test = Test::new(call, values.clone(), wanted)?;
        let mut found = Found::default();
        each_met(call, &[test], |row, column| {
            found.add(call.evaluator.at(&amounts, row, column))
        })?;
        finite(make(&found)?, found.format)
    })
}

/// The cells from the first of a range on, as many as are tested.
fn resized<'b>(value: &Value<'b>, (rows, columns): (usize, usize)) -> Value<'b> {
    match value {
        Value::Range(range) => {
            let mut area = range.area;
            (area.rows, area.columns) = (rows, columns);
            Value::Range(Range { area, ..*range })
        }
        value => value.clone(),
    }
}

/// The tests that pairs of arguments make, from this one on.
fn tests<'b>(
    call: &Call<'_, 'b>,
    first: usize,
    size: Option<(usize, usize)>,
) -> Result<Vec<Test<'b>>, Fault> {
    let count = call.len().saturating_sub(first);
    if count == 0 || !count.is_multiple_of(2) {
        return Err(Fault::NotAvailable);
    }
    let mut size = size;
    let mut tests = Vec::new();
    for place in (first..call.len()).step_by(2) {
        let values = call.evaluated(place)?;
        if *size.get_or_insert(values.size()) != values.size() {
            return Err(Fault::Value);
        }
        let wanted = call.evaluated(place + 1)?;
        if call.site.is_array && !wanted.is_single() {
            return call.lacking("an array of criteria");
        }
        let wanted = call.evaluator.one(call.site, &wanted)?;
        tests.push(Test::new(call, values, &wanted)?);
    }
    Ok(tests)
}

fn count_ifs<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let mut count = 0;
    each_met(call, &tests(call, 0, None)?, |_, _| {
        count += 1;
        Ok(())
    })?;
    Ok(Scalar::count(count).into())
}

fn of_criteria<'b>(call: &Call<'_, 'b>, make: fn(&Found) -> Result<f64, Fault>) -> Evaluated<'b> {
    let amounts = call.evaluated(0)?;
    let tests = tests(call, 1, Some(amounts.size()))?;
    let mut found = Found::default();
    each_met(call, &tests, |row, column| {
        found.add(call.evaluator.at(&amounts, row, column))
    })?;
    finite(make(&found)?, found.format).map(Value::One)
}
