//! Functions that make one value of many.

use std::collections::HashSet;

use super::mark::Mark;
use crate::state::spreadsheets::formula::{
    call::Call,
    fault::Fault,
    format::Format,
    function::{ANY, Function, whole},
    lift,
    scalar::{Scalar, finite},
    value::{Evaluated, Value},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "SUM" => whole(1, ANY, |call| {
            of_numbers(call, |numbers| Ok(numbers.iter().sum()))
        }),
        "PRODUCT" => whole(1, ANY, |call| {
            of_numbers(call, |numbers| Ok(numbers.iter().product()))
        }),
        "SUMSQ" => whole(1, ANY, |call| {
            of_numbers(call, |numbers| {
                Ok(numbers.iter().map(|number| number * number).sum())
            })
        }),
        "AVERAGE" => whole(1, ANY, |call| of_numbers(call, average)),
        "MIN" => whole(1, ANY, |call| {
            of_numbers(call, |numbers| {
                Ok(numbers.iter().copied().reduce(f64::min).unwrap_or_default())
            })
        }),
        "MAX" => whole(1, ANY, |call| {
            of_numbers(call, |numbers| {
                Ok(numbers.iter().copied().reduce(f64::max).unwrap_or_default())
            })
        }),
        "MEDIAN" => whole(1, ANY, |call| of_numbers(call, median)),
        "STDEV" | "STDEV.S" => whole(1, ANY, |call| {
            of_numbers(call, |numbers| variance(numbers, 1).map(f64::sqrt))
        }),
        "STDEVP" | "STDEV.P" => whole(1, ANY, |call| {
            of_numbers(call, |numbers| variance(numbers, 0).map(f64::sqrt))
        }),
        "VAR" | "VAR.S" => whole(1, ANY, |call| of_numbers(call, |numbers| variance(numbers, 1))),
        "VARP" | "VAR.P" => whole(1, ANY, |call| of_numbers(call, |numbers| variance(numbers, 0))),
        "COUNT" => whole(1, ANY, count),
        "COUNTA" => whole(1, ANY, count_filled),
        "COUNTBLANK" => whole(1, 1, count_blank),
        "COUNTUNIQUE" => whole(1, ANY, count_unique),
        "SUMPRODUCT" => whole(1, ANY, sum_product),
        _ => return None,
    })
}

/// The numbers of all arguments, and how the first of them is shown. Numbers in cells count, and whatever a single
/// argument can be read as.
pub(super) fn numbers(call: &Call<'_, '_>) -> Result<(Vec<f64>, Format), Fault> {
    let mut numbers = Vec::new();
    let mut format = Format::GENERAL;
    for value in call.values()? {
        let is_one = matches!(value, Value::One(_));
        call.each(&value, |value| {
            match value? {
                Scalar::Number(number, shown) => {
                    if numbers.is_empty() {
                        format = shown;
                    }
                    numbers.push(number);
                }
                Scalar::Empty => {}
                value if is_one => numbers.push(value.to_number()?),
                Scalar::Text(_) | Scalar::Boolean(_) => {}
            }
            Ok(())
        })?;
    }
    Ok((numbers, format))
}

fn of_numbers<'b>(call: &Call<'_, 'b>, make: fn(&[f64]) -> Result<f64, Fault>) -> Evaluated<'b> {
    let (numbers, format) = numbers(call)?;
    finite(make(&numbers)?, format).map(Value::One)
}

fn average(numbers: &[f64]) -> Result<f64, Fault> {
    if numbers.is_empty() {
        return Err(Fault::DivisionByZero);
    }
    Ok(numbers.iter().sum::<f64>() / numbers.len() as f64)
}

fn median(numbers: &[f64]) -> Result<f64, Fault> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle).ok_or(Fault::Number)?;
    let lower = middle.checked_sub(1).and_then(|lower| sorted.get(lower));
    Ok(match lower {
        Some(lower) if sorted.len().is_multiple_of(2) => f64::midpoint(*lower, *upper),
        _ => *upper,
    })
}

/// The variance of a sample if one is `missing`, of a population if none is.
fn variance(numbers: &[f64], missing: usize) -> Result<f64, Fault> {
    let degrees = numbers.len().checked_sub(missing).filter(|degrees| *degrees > 0);
    let degrees = degrees.ok_or(Fault::DivisionByZero)?;
    let mean = average(numbers)?;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    Ok(squares / degrees as f64)
}

/// Goes through the values of all arguments. Errors are values.
fn each_value(
    call: &Call<'_, '_>,
    mut see: impl FnMut(Result<Scalar, Fault>, bool) -> Result<(), Fault>,
) -> Result<(), Fault> {
    for value in call.values_or_errors()? {
        let is_one = matches!(value, Value::One(_));
        call.each(&value, |value| see(value, is_one))?;
    }
    // Who gave up must not be counted as an error.
    call.evaluator.look()
}

fn count<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let mut count = 0;
    each_value(call, |value, is_one| {
        let counts = match value {
            Ok(Scalar::Number(..)) => true,
            Ok(Scalar::Empty) | Err(_) => false,
            Ok(value) => is_one && value.to_number().is_ok(),
        };
        count += usize::from(counts);
        Ok(())
    })?;
    Ok(Scalar::count(count).into())
}

fn count_filled<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let mut count = 0;
    each_value(call, |value, is_one| {
        let is_empty = !is_one && matches!(value, Ok(Scalar::Empty));
        count += usize::from(!is_empty);
        Ok(())
    })?;
    Ok(Scalar::count(count).into())
}

fn count_blank<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let value = call.evaluated(0)?;
    let (rows, columns) = value.size();
    let mut filled = 0;
    call.each(&value, |value| {
        let is_blank = value.is_ok_and(|value| value.is_blank());
        filled += usize::from(!is_blank);
        Ok(())
    })?;
    Ok(Scalar::count((rows * columns).saturating_sub(filled)).into())
}

fn count_unique<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let mut seen = HashSet::new();
    let mut lease = call.evaluator.memory().lease();
    for value in call.values()? {
        call.each(&value, |value| {
            if !value.as_ref().is_ok_and(Scalar::is_empty) {
                lease.extend(&value)?;
                seen.insert(Mark::of(Ok(value?)));
            }
            Ok(())
        })?;
    }
    Ok(Scalar::count(seen.len()).into())
}

/// Adds the products of what is in the same place of each argument. A text or an empty cell counts as 0.
fn sum_product<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let call = call.in_array();
    let values = call.values()?;
    let (rows, columns) = lift::size(&values);
    if values.iter().any(|value| value.size() != (rows, columns)) {
        return Err(Fault::Value);
    }
    let filled = values.iter().map(|value| call.filled(value));
    let (rows, columns) = filled.fold((rows, columns), |(rows, columns), filled| {
        (rows.min(filled.0), columns.min(filled.1))
    });
    let mut sum = 0.0;
    for row in 0..rows {
        for column in 0..columns {
            let mut product = 1.0;
            for value in &values {
                product *= match call.evaluator.at(value, row, column)? {
                    Scalar::Number(number, _) => number,
                    // Nothing says whether they count at Google.
                    Scalar::Boolean(_) => return call.lacking("TRUE and FALSE among the values"),
                    _ => 0.0,
                };
            }
            sum += product;
        }
    }
    finite(sum, Format::GENERAL).map(Value::One)
}
