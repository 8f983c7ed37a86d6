//! Rounding of numbers.

use crate::state::spreadsheets::formula::{
    call::Arguments,
    fault::Fault,
    function::{Function, scalars},
    scalar::{Computed, finite},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "ROUND" => scalars(1, 2, |_, values| to_places(values, f64::round)),
        "ROUNDUP" => scalars(1, 2, |_, values| {
            to_places(values, |number| number.abs().ceil().copysign(number))
        }),
        "ROUNDDOWN" | "TRUNC" => scalars(1, 2, |_, values| to_places(values, f64::trunc)),
        "INT" => scalars(1, 1, |_, values| {
            finite(values.number(0)?.floor(), values.get(0).format())
        }),
        "MROUND" => scalars(2, 2, |_, values| to_multiple(values, f64::round)),
        "CEILING" => scalars(1, 2, |_, values| to_multiple(values, f64::ceil)),
        "FLOOR" => scalars(1, 2, |_, values| to_multiple(values, f64::floor)),
        "EVEN" => scalars(1, 1, |_, values| away_from_zero(values, 0.0)),
        "ODD" => scalars(1, 1, |_, values| away_from_zero(values, 1.0)),
        _ => return None,
    })
}

/// Rounds to places after the point, or before it if they are negative.
fn to_places(values: Arguments<'_>, round: fn(f64) -> f64) -> Computed {
    let number = values.number(0)?;
    let places = values.number_or(1, 0.0)?.trunc();
    // No number has more digits than these.
    if places > 15.0 || number.abs() >= 1e15 && places >= 0.0 {
        return finite(number, values.get(0).format());
    }
    let power = 10f64.powf(places.abs().min(308.0));
    let scaled = if places < 0.0 {
        number / power
    } else {
        number * power
    };
    let rounded = round(near_whole(scaled));
    let back = if places < 0.0 {
        rounded * power
    } else {
        rounded / power
    };
    finite(back, values.get(0).format())
}

/// A number that is a half or a whole but for the last bits is meant to be one: 1.005 times 100 is less than 100.5.
fn near_whole(number: f64) -> f64 {
    let halves = (number * 2.0).round() / 2.0;
    if (number - halves).abs() <= number.abs() * f64::EPSILON * 2.0 {
        halves
    } else {
        number
    }
}

fn to_multiple(values: Arguments<'_>, round: fn(f64) -> f64) -> Computed {
    let (number, factor) = (values.number(0)?, values.number_or(1, 1.0)?);
    if factor == 0.0 {
        return finite(0.0, values.get(0).format());
    }
    if number > 0.0 && factor < 0.0 {
        return Err(Fault::Number);
    }
    finite(
        round(near_whole(number / factor)) * factor,
        values.get(0).format(),
    )
}

/// The next whole number away from zero that leaves this rest when it is divided by 2.
fn away_from_zero(values: Arguments<'_>, rest: f64) -> Computed {
    let number = values.number(0)?;
    let size = number.abs().ceil();
    let size = if size % 2.0 == rest { size } else { size + 1.0 };
    finite(if number < 0.0 { -size } else { size }, values.get(0).format())
}
