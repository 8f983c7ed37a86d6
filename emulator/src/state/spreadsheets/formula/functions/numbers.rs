//! Arithmetic of single numbers.

use crate::state::spreadsheets::formula::{
    call::Arguments,
    fault::Fault,
    format::Format,
    function::{Function, scalars},
    scalar::{Computed, finite},
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "ABS" => scalars(1, 1, |_, values| shown_as(values, values.number(0)?.abs())),
        "SIGN" => scalars(1, 1, |_, values| {
            let number = values.number(0)?;
            plain(if number == 0.0 { 0.0 } else { number.signum() })
        }),
        "MOD" => scalars(2, 2, |_, values| modulo(values.number(0)?, values.number(1)?)),
        "QUOTIENT" => scalars(2, 2, |_, values| {
            let by = not_zero(values.number(1)?)?;
            plain((values.number(0)? / by).trunc())
        }),
        "SQRT" => scalars(1, 1, |_, values| plain(values.number(0)?.sqrt())),
        "POWER" | "POW" => scalars(2, 2, |_, values| plain(values.number(0)?.powf(values.number(1)?))),
        "EXP" => scalars(1, 1, |_, values| plain(values.number(0)?.exp())),
        "LN" => scalars(1, 1, |_, values| plain(positive(values.number(0)?)?.ln())),
        "LOG10" => scalars(1, 1, |_, values| plain(positive(values.number(0)?)?.log10())),
        "LOG" => scalars(1, 2, |_, values| {
            let (number, base) = (
                positive(values.number(0)?)?,
                positive(values.number_or(1, 10.0)?)?,
            );
            if base == 1.0 {
                return Err(Fault::DivisionByZero);
            }
            // Exact for powers of ten.
            plain(if base == 10.0 {
                number.log10()
            } else {
                number.ln() / base.ln()
            })
        }),
        "PI" => scalars(0, 0, |_, _| plain(std::f64::consts::PI)),
        "SIN" => scalars(1, 1, |_, values| plain(values.number(0)?.sin())),
        "COS" => scalars(1, 1, |_, values| plain(values.number(0)?.cos())),
        "TAN" => scalars(1, 1, |_, values| plain(values.number(0)?.tan())),
        "RADIANS" => scalars(1, 1, |_, values| plain(values.number(0)?.to_radians())),
        "DEGREES" => scalars(1, 1, |_, values| plain(values.number(0)?.to_degrees())),
        _ => return None,
    })
}

fn plain(number: f64) -> Computed {
    finite(number, Format::GENERAL)
}

/// A number that is shown as the first argument is.
fn shown_as(values: Arguments<'_>, number: f64) -> Computed {
    finite(number, values.get(0).format())
}

fn positive(number: f64) -> Result<f64, Fault> {
    if number > 0.0 {
        Ok(number)
    } else {
        Err(Fault::Number)
    }
}

fn not_zero(number: f64) -> Result<f64, Fault> {
    if number == 0.0 {
        Err(Fault::DivisionByZero)
    } else {
        Ok(number)
    }
}

/// The rest has the sign of the divisor.
fn modulo(number: f64, by: f64) -> Computed {
    let rest = number % not_zero(by)?;
    let is_other_side = rest != 0.0 && (rest < 0.0) != (by < 0.0);
    plain(if is_other_side { rest + by } else { rest })
}
