//! Conditions.

use crate::state::spreadsheets::formula::{
    call::Call,
    fault::Fault,
    function::{ANY, Function, scalars, whole},
    lift,
    operators::compares,
    scalar::{Computed, Scalar},
    value::{Evaluated, Value},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "IF" => whole(2, 3, condition),
        "IFS" => whole(2, ANY, conditions),
        "SWITCH" => whole(3, ANY, switch),
        "CHOOSE" => whole(2, ANY, choose),
        "IFERROR" => whole(1, 2, |call| instead_of_errors(call, |_| true)),
        "IFNA" => whole(1, 2, |call| {
            instead_of_errors(call, |fault| fault == Fault::NotAvailable)
        }),
        "AND" => whole(1, ANY, |call| {
            Ok(Scalar::Boolean(booleans(call)?.into_iter().all(|value| value)).into())
        }),
        "OR" => whole(1, ANY, |call| {
            Ok(Scalar::Boolean(booleans(call)?.into_iter().any(|value| value)).into())
        }),
        "XOR" => whole(1, ANY, |call| {
            let trues = booleans(call)?.into_iter().filter(|value| *value).count();
            Ok(Scalar::Boolean(trues % 2 == 1).into())
        }),
        "NOT" => scalars(1, 1, |_, values| {
            Ok(Scalar::Boolean(!values.get(0).to_boolean()?))
        }),
        "TRUE" => scalars(0, 0, |_, _| Ok(Scalar::Boolean(true))),
        "FALSE" => scalars(0, 0, |_, _| Ok(Scalar::Boolean(false))),
        _ => return None,
    })
}

/// Only what the condition asks for is computed, where it is one condition.
fn condition<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let condition = call.evaluated(0)?;
    if call.site.is_array && !condition.is_single() {
        let (met, unmet) = (call.value_or_error(1)?, branch(call, 2)?);
        return lift::checked_over(call.evaluator, call.site, &[condition, met, unmet], |values| {
            let [condition, met, unmet] = values else {
                return Err(Fault::Formula);
            };
            let is_met = condition.clone()?.to_boolean()?;
            if is_met { met.clone() } else { unmet.clone() }
        });
    }
    if call.evaluator.one(call.site, &condition)?.to_boolean()? {
        call.evaluated(1)
    } else if call.len() > 2 {
        call.evaluated(2)
    } else {
        Ok(Scalar::Boolean(false).into())
    }
}

/// What a condition that is not met comes to.
fn branch<'b>(call: &Call<'_, 'b>, place: usize) -> Evaluated<'b> {
    if place < call.len() {
        call.value_or_error(place)
    } else {
        Ok(Scalar::Boolean(false).into())
    }
}

/// Whether conditions or keys are computed for each of several values.
fn is_of_several(call: &Call<'_, '_>, places: impl IntoIterator<Item = usize>) -> Result<bool, Fault> {
    if !call.site.is_array {
        return Ok(false);
    }
    for place in places {
        if !call.value_or_error(place)?.is_single() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The value after the first condition that is met.
fn conditions<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    if call.len() % 2 == 1 {
        return Err(Fault::NotAvailable);
    }
    if is_of_several(call, (0..call.len()).step_by(2))? {
        return over_all(call, |values| {
            for pair in values.chunks_exact(2) {
                if let [condition, value] = pair
                    && condition.clone()?.to_boolean()?
                {
                    return value.clone();
                }
            }
            Err(Fault::NotAvailable)
        });
    }
    for place in (0..call.len()).step_by(2) {
        if call.one(place)?.to_boolean()? {
            return call.evaluated(place + 1);
        }
    }
    Err(Fault::NotAvailable)
}

/// The value after the first case that is equal to the first argument, or the last argument if it has no case.
fn switch<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    if is_of_several(call, [0])? {
        return over_all(call, |values| {
            let (key, cases) = values.split_first().ok_or(Fault::NotAvailable)?;
            let key = key.clone()?;
            for case in cases.chunks(2) {
                match case {
                    [case, value] if compares("=", &key, &case.clone()?) => return value.clone(),
                    [otherwise] => return otherwise.clone(),
                    _ => {}
                }
            }
            Err(Fault::NotAvailable)
        });
    }
    let key = call.one(0)?;
    let mut place = 1;
    while place + 1 < call.len() {
        if compares("=", &key, &call.one(place)?) {
            return call.evaluated(place + 1);
        }
        place += 2;
    }
    if place < call.len() {
        call.evaluated(place)
    } else {
        Err(Fault::NotAvailable)
    }
}

fn over_all<'b>(call: &Call<'_, 'b>, function: impl Fn(&[Computed]) -> Computed) -> Evaluated<'b> {
    let values = call.values_or_errors()?;
    lift::checked_over(call.evaluator, call.site, &values, function)
}

fn choose<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    if is_of_several(call, [0])? {
        return call.lacking("an array as the index");
    }
    let index = call.number(0)?.trunc();
    if index < 1.0 || index >= call.len() as f64 {
        return Err(Fault::Number);
    }
    call.evaluated(index as usize)
}

/// Puts the second argument in place of errors.
fn instead_of_errors<'b>(call: &Call<'_, 'b>, is_meant: fn(Fault) -> bool) -> Evaluated<'b> {
    let otherwise = || {
        if call.len() > 1 {
            call.evaluated(1)
        } else {
            Ok(Scalar::Empty.into())
        }
    };
    let value = match call.evaluated(0) {
        Ok(value) => value,
        Err(fault) if is_meant(fault) => return otherwise(),
        Err(fault) => return Err(fault),
    };
    let is_plain_range = matches!(value, Value::Range(_)) && !call.site.is_array;
    if value.is_single() || is_plain_range {
        return match call.evaluator.one(call.site, &value) {
            Err(fault) if is_meant(fault) => otherwise(),
            // A range stays one for the functions that need cells.
            Ok(_) if is_plain_range => Ok(value),
            computed => computed.map(Value::One),
        };
    }
    let otherwise = otherwise().or_else(|fault| call.grid_of(Err(fault)))?;
    lift::checked_over(
        call.evaluator,
        call.site.in_array(),
        &[value, otherwise],
        |values| {
            let [value, otherwise] = values else {
                return Err(Fault::Formula);
            };
            match value {
                Err(fault) if is_meant(*fault) => otherwise.clone(),
                value => value.clone(),
            }
        },
    )
}

/// The truth of all arguments. Texts in cells do not count.
fn booleans(call: &Call<'_, '_>) -> Result<Vec<bool>, Fault> {
    let mut booleans = Vec::new();
    for value in call.values()? {
        let is_one = matches!(value, Value::One(_));
        call.each(&value, |value| {
            match value? {
                Scalar::Empty => {}
                Scalar::Text(_) if !is_one => {}
                value => booleans.push(value.to_boolean()?),
            }
            Ok(())
        })?;
    }
    if booleans.is_empty() {
        return Err(Fault::Value);
    }
    Ok(booleans)
}
