//! Functions that look for a place in the order of numbers.

use crate::state::spreadsheets::formula::{
    call::Call,
    fault::Fault,
    format::Format,
    function::{Function, whole},
    scalar::{Computed, Scalar, finite},
    value::{Evaluated, Value},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "LARGE" => whole(2, 2, |call| nth(call, true)),
        "SMALL" => whole(2, 2, |call| nth(call, false)),
        "RANK" | "RANK.EQ" => whole(2, 3, rank),
        "PERCENTILE" | "PERCENTILE.INC" => whole(2, 2, |call| part(call, 1.0)),
        "QUARTILE" | "QUARTILE.INC" => whole(2, 2, |call| part(call, 4.0)),
        _ => return None,
    })
}

/// The numbers of the argument in this place, and how the first of them is shown.
fn numbers(call: &Call<'_, '_>, place: usize) -> Result<(Vec<f64>, Format), Fault> {
    let value = call.evaluated(place)?;
    let is_one = matches!(value, Value::One(_));
    let (mut numbers, mut format) = (Vec::new(), Format::GENERAL);
    call.each(&value, |value| {
        match value? {
            Scalar::Number(number, shown) => {
                format = format.or(shown);
                numbers.push(number);
            }
            value if is_one => numbers.push(value.to_number()?),
            _ => {}
        }
        Ok(())
    })?;
    Ok((numbers, format))
}

fn sorted(call: &Call<'_, '_>) -> Result<(Vec<f64>, Format), Fault> {
    let (mut numbers, format) = numbers(call, 0)?;
    numbers.sort_by(f64::total_cmp);
    Ok((numbers, format))
}

fn nth<'b>(call: &Call<'_, 'b>, is_from_top: bool) -> Evaluated<'b> {
    let (mut numbers, format) = sorted(call)?;
    if is_from_top {
        numbers.reverse();
    }
    call.over(1, |place| {
        let place = place.to_number()?.trunc();
        if place < 1.0 {
            return Err(Fault::Number);
        }
        let number = numbers.get(place as usize - 1).ok_or(Fault::Number)?;
        finite(*number, format)
    })
}

/// How many numbers come before, and one.
fn rank<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let (numbers, _) = numbers(call, 1)?;
    let is_ascending = call.boolean_or(2, false)?;
    call.over(0, |value| {
        let wanted = value.to_number()?;
        if !numbers.contains(&wanted) {
            return Err(Fault::NotAvailable);
        }
        let is_before = |number: &&f64| {
            if is_ascending {
                **number < wanted
            } else {
                **number > wanted
            }
        };
        Ok(Scalar::count(numbers.iter().filter(is_before).count() + 1))
    })
}

/// The number at a part of the way from the least to the greatest.
fn part<'b>(call: &Call<'_, 'b>, whole: f64) -> Evaluated<'b> {
    let (numbers, format) = sorted(call)?;
    call.over(1, |part| {
        let part = part.to_number()? / whole;
        if !(0.0..=1.0).contains(&part) {
            return Err(Fault::Number);
        }
        at_part(&numbers, part, format)
    })
}

fn at_part(sorted: &[f64], part: f64, format: Format) -> Computed {
    let last = sorted.len().checked_sub(1).ok_or(Fault::Number)?;
    let place = last as f64 * part;
    let at = |place: f64| sorted.get(place as usize).copied().ok_or(Fault::Number);
    let (lower, upper) = (at(place.floor())?, at(place.ceil())?);
    finite(lower + (upper - lower) * place.fract(), format)
}
